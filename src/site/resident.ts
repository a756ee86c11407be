import type { AstroIntegration } from 'astro';

/** Builds the pages as a module that the desk keeps in memory: nothing is prerendered, the entry exposes `createApp`. */
export function resident(): AstroIntegration {
  return {
    name: 'yunduan:resident',
    hooks: {
      'astro:config:done': ({ setAdapter }) =>
        setAdapter({
          name: 'yunduan:resident',
          entrypointResolution: 'auto',
          serverEntrypoint: new URL('./entry.ts', import.meta.url),
          adapterFeatures: { buildOutput: 'server' },
          supportedAstroFeatures: { hybridOutput: 'stable', staticOutput: 'stable', serverOutput: 'stable', sharpImageService: 'stable' },
        }),
      'astro:route:setup': ({ route }) => {
        route.prerender = false;
      },
    },
  };
}

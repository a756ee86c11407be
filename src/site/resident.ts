import type { AstroIntegration } from 'astro';

/** What only Astro's own prerendering and its development server ask for: elsewhere it warns of each. */
const PATHS = /^export const getStaticPaths = .*$/m;

/** Builds the pages as a module that renders any path when it is asked: nothing is prerendered, the entry exposes `createApp`. */
export function resident(): AstroIntegration {
  return {
    name: 'yunduan:resident',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({
          vite: {
            plugins: [{
              name: 'yunduan:resident',
              enforce: 'pre',
              transform: (code: string, id: string) => (id.includes('/src/pages/') && PATHS.test(code) ? { code: code.replace(PATHS, ''), map: null } : null),
            }],
          },
        });
      },
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

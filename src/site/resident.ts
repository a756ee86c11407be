import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** What only Astro's own prerendering and its development server ask for: elsewhere it warns of each. */
const PATHS = /^export const getStaticPaths = .*$/m;
const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
/** What compiled pages have instead of the platform's. */
const INSTEAD: Record<string, [file: string, name: string]> = { Response: [file('./plain-response.ts'), 'PlainResponse'], TextEncoder: [file('./page-encoder.ts'), 'PageEncoder'] };

/**
 * Builds the pages as a module that renders any path when it is asked: nothing is prerendered, the entry exposes `createApp`. They encode
 * with `PageEncoder` and answer with `PlainResponse`; what browsers run keeps their own.
 */
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
              configEnvironment: (name: string) => (name === 'client' ? undefined : {
                // Packages too: what they answer with would not be known for an answer.
                resolve: { noExternal: true as const },
                build: { rolldownOptions: { transform: { inject: INSTEAD } } },
              }),
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

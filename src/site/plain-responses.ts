import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const INSTEAD: Record<string, [file: string, name: string]> = { Response: [file('./plain-response.ts'), 'PlainResponse'], TextEncoder: [file('./page-encoder.ts'), 'PageEncoder'] };

/** Has pages that are compiled encode with `PageEncoder` and answer with `PlainResponse`; what browsers run keeps their own. */
export function plainResponses(): AstroIntegration {
  return {
    name: 'yunduan:plain-responses',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({
          vite: {
            plugins: [{
              name: 'yunduan:plain-responses',
              apply: 'build',
              configEnvironment: (name: string) => (name === 'client' ? undefined : {
                // Packages too: what they answer with would not be known for an answer.
                resolve: { noExternal: true as const },
                build: { rolldownOptions: { transform: { inject: INSTEAD } } },
              }),
            }],
          },
        });
      },
    },
  };
}

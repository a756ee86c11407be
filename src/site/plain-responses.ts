import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

const RESPONSE: [file: string, name: string] = [fileURLToPath(new URL('./plain-response.ts', import.meta.url)), 'PlainResponse'];

/** Has pages that are compiled answer with `PlainResponse`; what browsers run keeps their own. */
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
                build: { rolldownOptions: { transform: { inject: { Response: RESPONSE } } } },
              }),
            }],
          },
        });
      },
    },
  };
}

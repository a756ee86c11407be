import type { AstroIntegration } from 'astro';

/** What no template may import: the ways to content other than asking, and the machine underneath. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/^(?:node:)?(?:fs|child_process|sqlite|http|https|net|worker_threads|module|process|vm|async_hooks)(?:\/|$)/, 'a page is made of content, not of the machine it is rendered on'],
  [/src\/content\/(?:snapshot|open-snapshot|sort-files|study|study-files|entry-cache|shelf|directory|repository|objects|tree|source|instant|face|check|parse|images|cards\/(?:draw|font))\.ts$/, 'content is asked for through src/queries/ask.ts'],
  [/src\/queries\/(?:scope|record|answer)\.ts$/, 'content is asked for through src/queries/ask.ts'],
  [/\/content\/.*\.(?:md|ya?ml)(?:\?|$)/, 'content is never compiled into templates'],
];

/**
 * Stops the compilation of a template that would read content around the door: what is not asked is not recorded, and a page that
 * reads it would be stale after the next commit. Holds for `astro build`, `astro dev` and the desk's resident site alike.
 */
export function contentDoor({ root }: { root: string }): AstroIntegration {
  return {
    name: 'yunduan:content-door',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({
          vite: {
            plugins: [{
              name: 'yunduan:content-door',
              enforce: 'pre',
              async resolveId(id: string, importer: string | undefined) {
                const from = importer?.split('?')[0] ?? '';
                if (!from.startsWith(`${root}src/`) || !/\/src\/(?:pages|layouts|components|feeds|styles)\//.test(from)) return null;
                const target = id.startsWith('.') ? new URL(id, `file://${from}`).pathname : id;
                const wrong = FORBIDDEN.find(([pattern]) => pattern.test(target));
                if (wrong) throw new Error(`${from.slice(root.length)} imports ${id}: ${wrong[1]}`);
                return null;
              },
              transform(code: string, id: string) {
                const file = id.split('?')[0] ?? '';
                if (!file.startsWith(`${root}src/`)) return null;
                // Astro answers for its own modules before any plugin is asked.
                if (/from\s*['"]astro:content['"]/.test(code)) throw new Error(`${file.slice(root.length)} imports astro:content: content is asked for through src/queries/ask.ts`);
                if (/import\.meta\.glob\s*[(<]/.test(code)) throw new Error(`${file.slice(root.length)} uses import.meta.glob: content is never compiled into templates`);
                return null;
              },
            }],
          },
        });
      },
    },
  };
}

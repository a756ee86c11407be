import { createIndex } from 'pagefind';
import { SIGNS, spaceCharacters } from './characters.ts';

/**
 * Makes the search data of rendered pages: files to be served under `/pagefind/`.
 * Pages without `data-pagefind-body` are left out. Pagefind indexes a copy in which each Han character is a token of its own.
 * Throws when Pagefind refuses a page.
 */
export async function indexPages(pages: Iterable<{ path: string; html: string | (() => Promise<string>) }>): Promise<{ file: string; bytes: Uint8Array }[]> {
  const { index, errors } = await createIndex({ forceLanguage: 'zh-cn', includeCharacters: SIGNS });
  if (!index) throw new Error(`pagefind: ${errors.join('; ')}`);
  try {
    for (const { path, html: given } of pages) {
      const html = typeof given === 'string' ? given : await given();
      if (!html.includes('data-pagefind-body')) continue;
      const added = await index.addHTMLFile({ url: path, content: spaceCharacters(html) });
      if (added.errors.length) throw new Error(`pagefind, ${path}: ${added.errors.join('; ')}`);
    }
    const { files, errors: failures } = await index.getFiles();
    if (failures.length) throw new Error(`pagefind: ${failures.join('; ')}`);
    return files
      .filter(({ path }) => !/(?:^|\/)pagefind-(?:ui|modular-ui|component-ui|highlight)\.(?:js|css)$/.test(path))
      .map(({ path, content }) => ({ file: `pagefind/${path}`, bytes: content }));
  } finally {
    await index.deleteIndex();
  }
}

import type { Article } from './articles.ts';
import type { Change } from './day.ts';

/** Gives what is public at an address (`/news/…/`, `/feed.xml`), or undefined when there is nothing. */
export type Read = (address: string) => Promise<string | undefined>;

export const pageOf = (article: Pick<Article, 'id'>): string => `/news/${article.id}/`;
export const monthOf = (article: Pick<Article, 'id'>): string => `/news/${article.id.slice(0, 4)}/${article.id.slice(5, 7)}/`;

/** The pages of an article's month: one, or, where a long month comes in parts, the month's own and those with numbers. */
async function partsOf(read: Read, article: Pick<Article, 'id'>): Promise<string[]> {
  const pages = [monthOf(article)];
  for (let part = 1; (await read(`${monthOf(article)}${part}/`)) !== undefined; part++) pages.push(`${monthOf(article)}${part}/`);
  return pages;
}

/**
 * Throws unless a change is public everywhere: on the article's page, in its month, at its neighbours, and a new one on the home page,
 * at the front of the column and in the feed. Without this an engine could win by leaving pages old.
 */
export async function prove(change: Change, read: Read, feed?: string): Promise<void> {
  const { kind, article, earlier, later, words } = change;
  const must = async (address: string, text: string) => {
    if (!(await read(address))?.includes(text)) throw new Error(`${kind}: ${address} does not say “${text}”`);
  };
  const mustNot = async (address: string, text: string) => {
    if ((await read(address))?.includes(text)) throw new Error(`${kind}: ${address} still says “${text}”`);
  };
  const neighbours = [earlier, later].filter((one) => one !== undefined);
  if (kind === 'delete') {
    if ((await read(pageOf(article))) !== undefined) throw new Error(`delete: ${pageOf(article)} is still there`);
    for (const address of [...(await partsOf(read, article)), ...neighbours.map(pageOf)]) await mustNot(address, words);
    if (earlier && later) {
      await must(pageOf(earlier), later.title);
      await must(pageOf(later), earlier.title);
    }
    return;
  }
  await must(pageOf(article), words);
  if (kind === 'body') return;
  const parts = await Promise.all((await partsOf(read, article)).map(read));
  if (!parts.some((text) => text?.includes(words))) throw new Error(`${kind}: ${monthOf(article)} does not say “${words}” in any part`);
  for (const address of neighbours.map(pageOf)) await must(address, words);
  await must('/news/', `href="${monthOf(article)}"`);
  if (kind === 'new') for (const address of ['/', '/news/', ...(feed ? [feed] : [])]) await must(address, words);
}

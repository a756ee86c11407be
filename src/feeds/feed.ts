import rss from '@astrojs/rss';
import { listOf, settingOf } from '../queries/ask.ts';
import { columns } from '../queries/columns.ts';
import type { Card } from '../queries/list.ts';

/** The columns that have feeds: those whose entries have a time. */
type Fed = 'news' | 'policies' | 'notices';
const FED = ['news', 'policies', 'notices'] as const satisfies readonly Fed[];
/** Entries in a feed. */
const ITEMS = 20;

const newest = async (collection: Fed): Promise<Card<Fed>[]> => {
  const cards = await listOf(collection, { list: 'newest', limit: ITEMS });
  // A pinned entry stands first in lists, in a feed it stands at its time.
  return cards.sort((a, b) => (a.data.date < b.data.date ? 1 : a.data.date > b.data.date ? -1 : 0));
};

async function feed(title: string, description: string, cards: readonly Card<Fed>[]): Promise<Response> {
  const site = await settingOf('site');
  return rss({
    title: title ? `${title} - ${site.name}` : site.name,
    description,
    site: site.address,
    trailingSlash: true,
    customData: '<language>zh-CN</language>',
    items: cards.map(({ address, data }) => ({ title: data.title, link: address, pubDate: data.date as unknown as Date, description: data.summary })),
  });
}

/** RSS 2.0 of one column. */
export async function columnFeed(collection: Fed): Promise<Response> {
  const { title, description } = columns[collection];
  return feed(title, description, await newest(collection));
}

/** RSS 2.0 of the whole site: the newest of all columns. */
export async function siteFeed(): Promise<Response> {
  const { tagline } = await settingOf('site');
  const cards = (await Promise.all(FED.map(newest))).flat().sort((a, b) => (a.data.date < b.data.date ? 1 : a.data.date > b.data.date ? -1 : a.address < b.address ? -1 : 1));
  return feed('', tagline, cards.slice(0, ITEMS));
}

import rss from '@astrojs/rss';
import { listOf, settingOf } from '../queries/ask.ts';
import { columns, type Fed, FED } from '../queries/columns.ts';
import type { Card } from '../queries/list.ts';

/** Entries in a feed. */
const ITEMS = 20;

/** What a feed tells, however it is written. */
interface Feed {
  title: string;
  description: string;
  /** The page that shows the same, and the feed's own name beside it. */
  path: string;
  cards: readonly Card<Fed>[];
}

const newest = async (collection: Fed): Promise<Card<Fed>[]> => {
  const cards = await listOf(collection, { list: 'newest', limit: ITEMS });
  // A pinned entry stands first in lists, in a feed it stands at its time.
  return cards.sort((a, b) => (a.data.date < b.data.date ? 1 : a.data.date > b.data.date ? -1 : 0));
};

/** What kind of news, document or notice an entry is. */
function kindOf(data: object): string {
  const { channel, kind } = data as { channel?: string; kind?: string };
  return channel ?? kind ?? '';
}

/** The newest of one column. */
export async function columnFeed(collection: Fed): Promise<Feed> {
  const { title, description, path } = columns[collection];
  const { name } = await settingOf('site');
  return { title: `${title} - ${name}`, description, path, cards: await newest(collection) };
}

/** The newest of all columns. */
export async function siteFeed(): Promise<Feed> {
  const { name, tagline } = await settingOf('site');
  const cards = (await Promise.all(FED.map(newest))).flat().sort((a, b) => (a.data.date < b.data.date ? 1 : a.data.date > b.data.date ? -1 : a.address < b.address ? -1 : 1));
  return { title: name, description: tagline, path: '/', cards: cards.slice(0, ITEMS) };
}

/** A feed as RSS 2.0. */
export async function asRss({ title, description, cards }: Feed): Promise<Response> {
  const site = await settingOf('site');
  return rss({
    title,
    description,
    site: site.address,
    trailingSlash: true,
    customData: '<language>zh-CN</language>',
    items: cards.map(({ address, data }) => ({ title: data.title, link: address, pubDate: data.date as unknown as Date, description: data.summary })),
  });
}

/** A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1). It has the summaries, as RSS has them: an edited body makes no feed again. */
export async function asJson({ title, description, path, cards }: Feed): Promise<Response> {
  const site = await settingOf('site');
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    description,
    home_page_url: `${site.address}${path}`,
    feed_url: `${site.address}${path}feed.json`,
    language: 'zh-CN',
    authors: [{ name: site.owner, url: `${site.address}/` }],
    items: cards.map(({ address, data }) => ({
      id: `${site.address}${address}`,
      url: `${site.address}${address}`,
      title: data.title,
      content_text: data.summary,
      date_published: data.date,
      tags: [kindOf(data)],
    })),
  };
  return new Response(JSON.stringify(feed), { headers: { 'Content-Type': 'application/feed+json; charset=utf-8' } });
}

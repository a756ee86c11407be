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
  items: readonly Item[];
}
type Item = Card<Fed> & { changing: boolean };

/** The columns whose entries are kept up to date: their time is that of the last change (更新时间). */
const CHANGING: readonly Fed[] = ['services', 'places'];

const latest = (collection: Fed): Item[] =>
  listOf(collection, { list: 'latest', limit: ITEMS }).map((card) => ({ ...card, changing: CHANGING.includes(collection) }));

/** What kind of news, document, notice or place an entry is; services are of none. */
function kindOf(data: object): string | undefined {
  const { channel, kind } = data as { channel?: string; kind?: string };
  return channel ?? kind;
}

/** The latest of one column. */
export function columnFeed(collection: Fed): Feed {
  const { title, description, path } = columns[collection];
  const { name } = settingOf('site');
  return { title: `${title} - ${name}`, description, path, items: latest(collection) };
}

/** The latest of all columns. */
export function siteFeed(): Feed {
  const { name, tagline } = settingOf('site');
  const items = FED.flatMap(latest).sort((a, b) => (a.data.date < b.data.date ? 1 : a.data.date > b.data.date ? -1 : a.address < b.address ? -1 : 1));
  return { title: name, description: tagline, path: '/', items: items.slice(0, ITEMS) };
}

/** A feed as RSS 2.0, which knows one time of an item. */
export function asRss({ title, description, items }: Feed): Promise<Response> {
  const site = settingOf('site');
  return rss({
    title,
    description,
    site: site.address,
    trailingSlash: true,
    customData: '<language>zh-CN</language>',
    items: items.map(({ address, data }) => ({ title: data.title, link: address, pubDate: data.date as unknown as Date, description: data.summary })),
  });
}

/** A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1). It has the summaries, as RSS has them: an edited body makes no feed again. */
export function asJson({ title, description, path, items }: Feed): Response {
  const site = settingOf('site');
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    description,
    home_page_url: `${site.address}${path}`,
    feed_url: `${site.address}${path}feed.json`,
    language: 'zh-CN',
    authors: [{ name: site.owner, url: `${site.address}/` }],
    items: items.map(({ address, data, changing }) => ({
      id: `${site.address}${address}`,
      url: `${site.address}${address}`,
      title: data.title,
      content_text: data.summary,
      [changing ? 'date_modified' : 'date_published']: data.date,
      ...(kindOf(data) ? { tags: [kindOf(data)] } : {}),
    })),
  };
  return new Response(JSON.stringify(feed), { headers: { 'Content-Type': 'application/feed+json; charset=utf-8' } });
}

import { columns, FED, type Column } from '../queries/columns.ts';
import { tag } from './tags.ts';

/** What leads machines on from a page: feeds of the site and of its column. `site`: its name. */
export function discovery(site: string, column?: Column): string {
  const own = FED.map((name) => columns[name]).find(({ path }) => path === column?.path);
  const feeds = [{ title: site, path: '/' }, ...(own ? [{ title: `${own.title} - ${site}`, path: own.path }] : [])];
  return feeds.map(({ title, path }) =>
    tag('link', { rel: 'alternate', type: 'application/rss+xml', title, href: `${path}feed.xml` })
    + tag('link', { rel: 'alternate', type: 'application/feed+json', title, href: `${path}feed.json` })).join('');
}

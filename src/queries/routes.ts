import { type CollectionName, collectionNames, declared } from '../model/collections.ts';
import type { Shelf } from '../content/shelf.ts';
import type { Entry, Snapshot, SnapshotDifference } from '../content/snapshot.ts';
import { columns, FED } from './columns.ts';
import { months } from './months.ts';
import { type Moved, movedPages } from './moved.ts';
import { crossings } from './narrowing.ts';
import { topicPages, topicsColumn } from './topic-pages.ts';
import { TOPICAL, topics } from './topics.ts';
import { validities } from './validity.ts';

type Params = Record<string, string>;

/** Collections whose entries have pages of their own. */
export const WITH_PAGES = collectionNames.filter((name) => !declared(name).shared);
const DATED = collectionNames.filter((name) => declared(name).naming === 'dated');

const ids = (snapshot: Snapshot, collection: CollectionName): Params[] => (snapshot.entries[collection] as Shelf).byTime.map(({ id }) => ({ id }));
/** The entries whose pages say only that they were withdrawn. Looks at all. */
const withdrawnPages = (snapshot: Snapshot): Entry[] =>
  WITH_PAGES.flatMap((name) => [...(snapshot.entries[name] as Shelf).values()].filter(({ face }) => face.page && !face.public));
const split = (month: string): Params => ({ year: month.slice(0, 4), month: month.slice(5) });
/** The earlier parts of each month; the last part is the month's own page. */
const numbered = (snapshot: Snapshot, collection: CollectionName): Params[] =>
  months(snapshot, collection).flatMap(({ month, parts }) => Array.from({ length: parts - 1 }, (_, i) => ({ ...split(month), part: String(i + 1) })));

const years = (snapshot: Snapshot, collection: CollectionName): Params[] => [...new Set(months(snapshot, collection).map(({ month }) => month.slice(0, 4)))].map((year) => ({ year }));
const topicParams = (snapshot: Snapshot, collections: readonly (typeof TOPICAL)[number][]): Params[] =>
  [...new Set(collections.flatMap((name) => topics(snapshot, name).map(({ id }) => id)))].map((topic) => ({ topic }));

/** The parts of the site map: a month of a dated collection, or a whole other one. A new article is in one of them only. */
const mapParts = (snapshot: Snapshot): string[] => [
  'columns',
  ...WITH_PAGES.filter((name) => !DATED.includes(name) && (snapshot.entries[name] as Shelf).byTime.length > 0),
  ...DATED.flatMap((name) => months(snapshot, name).map(({ month }) => `${name}-${month}`)),
];

/** Routes with a page an entry: their paths change with the entries of a difference alone. */
const entryRoutes: Record<string, CollectionName> = Object.fromEntries(WITH_PAGES.map((name) => [`/${name}/[id]/`, name]));
/** The route of what stands at an address instead of a page: it leads on, or says that an entry was withdrawn. */
const INSTEAD = '/[...instead]/';
const inside = (path: string): Params => ({ instead: path.slice(1, -1) });
/** The other dynamic routes: as many paths as there are months, topics and settings. */
const listRoutes: Record<string, (snapshot: Snapshot) => Params[]> = {
  ...Object.fromEntries(DATED.map((name) => [`/${name}/[year]/[month]/`, (snapshot: Snapshot) => months(snapshot, name).map(({ month }) => split(month))])),
  ...Object.fromEntries(DATED.map((name) => [`/${name}/[year]/[month]/[part]/`, (snapshot: Snapshot) => numbered(snapshot, name)])),
  ...Object.fromEntries(DATED.map((name) => [`/${name}/archive/[year]/`, (snapshot: Snapshot) => years(snapshot, name)])),
  '/keywords/[topic]/': (snapshot) => topicParams(snapshot, TOPICAL),
  '/policies/topics/[topic]/': (snapshot) => topicParams(snapshot, ['policies']),
  '/policies/topics/[topic]/[state]/': crossings,
  '/policies/validity/[state]/': (snapshot) => validities(snapshot).map((state) => ({ state })),
  // There only while somebody is named who answers.
  '/.well-known/[name].txt': (snapshot) => (snapshot.settings.site.security ? [{ name: 'security' }] : []),
  '/sitemap/[part].xml': (snapshot) => mapParts(snapshot).map((part) => ({ part })),
};
const otherRoutes: typeof listRoutes = { ...listRoutes, [INSTEAD]: (snapshot) => movedPages(snapshot, pageExists).map(({ path }) => inside(path)) };
const FIXED: readonly string[] = [
  '/', '/news/', '/policies/', '/notices/', '/services/', '/tasks/', '/data/', '/places/', '/keywords/', '/site-map/', '/search/', '/search/traditional.json', '/404.html',
  topicsColumn.path, ...Object.values(topicPages).map(({ path }) => path),
  ...['/', ...FED.map((name) => columns[name].path)].flatMap((path) => [`${path}feed.xml`, `${path}feed.json`]),
  '/sitemap.xml', '/robots.txt', '/manifest.webmanifest', '/sw.js', '/offline/', '/_redirects', '/_redirects.nginx', '/_redirects.caddy',
];

/** The parameters of one route, for `getStaticPaths` and for the check that answers 404. */
export function paramsOf(snapshot: Snapshot, route: string): Params[] {
  const collection = entryRoutes[route];
  if (collection) return ids(snapshot, collection);
  const given = otherRoutes[route];
  if (!given) throw new Error(`${route} is not in src/queries/routes.ts`);
  return route === INSTEAD ? [...given(snapshot), ...withdrawnPages(snapshot).map(({ address }) => inside(address))] : given(snapshot);
}

const fill = (route: string, params: Params): string => route.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_all, name: string) => params[name] ?? '');
const pathsOf = (snapshot: Snapshot, routes: typeof listRoutes): string[] =>
  Object.entries(routes).flatMap(([route, given]) => given(snapshot).map((params) => fill(route, params)));

/** Every path of the site in a snapshot: what `astro build` writes and what the desk renders. */
export function paths(snapshot: Snapshot): string[] {
  const entries = Object.keys(entryRoutes).flatMap((route) => paramsOf(snapshot, route).map((params) => fill(route, params)));
  return [...FIXED, ...entries, ...withdrawnPages(snapshot).map(({ address }) => address), ...pathsOf(snapshot, otherRoutes)];
}

/** The paths that a difference brings and takes. Costs the difference and the months, not the entries. */
export function changedPaths(before: Snapshot, after: Snapshot, difference: SnapshotDifference): { come: string[]; gone: string[] } {
  const come: string[] = [];
  const gone: string[] = [];
  for (const change of difference.entries) {
    const route = `/${change.collection}/[id]/`;
    const [was, is] = [change.before?.face.page ?? false, change.after?.face.page ?? false];
    if (was === is || !(route in entryRoutes)) continue;
    (is ? come : gone).push(fill(route, { id: change.id }));
  }
  const [old, now] = [new Set(pathsOf(before, otherRoutes)), new Set(pathsOf(after, otherRoutes))];
  for (const path of now) if (!old.has(path)) come.push(path);
  for (const path of old) if (!now.has(path)) gone.push(path);
  // The address of an entry that is gone may be one that has moved: then its page is another, not gone.
  const coming = new Set(come);
  return { come, gone: gone.filter((path) => !coming.has(path)) };
}

/** The paths of lists, once for each snapshot: every redirect asks whether its address is one. */
const lists = new WeakMap<Snapshot, ReadonlySet<string>>();

/** Whether a path is a page of its own, so that nothing can be moved away from it. */
function pageExists(snapshot: Snapshot, path: string): boolean {
  if (FIXED.includes(path)) return true;
  const [, collection, id = ''] = /^\/([a-z]+)\/([^/]+)\/$/.exec(path) ?? [];
  const route = `/${collection}/[id]/`;
  if (route in entryRoutes && snapshot.entries[entryRoutes[route]!].get(id)?.face.page) return true;
  let known = lists.get(snapshot);
  if (!known) lists.set(snapshot, (known = new Set(pathsOf(snapshot, listRoutes))));
  return known.has(path);
}

/** The page on which an entry is shown. */
export const pageOf = (entry: Entry): string => (`/${entry.collection}/[id]/` in entryRoutes ? entry.address : `/${entry.collection}/`);

/** The addresses that moved, each with where it leads. */
export const allMoved = (snapshot: Snapshot): Moved[] => movedPages(snapshot, pageExists);

/** Where the page at a path has moved to, or undefined. */
export const movedFrom = (snapshot: Snapshot, path: string): Moved | undefined => allMoved(snapshot).find((moved) => moved.path === path);

/** Where a path lies in a static tree: `/news/` → `news/index.html`. */
export const fileOf = (path: string): string => (path.endsWith('/') ? `${path}index.html` : path).slice(1);

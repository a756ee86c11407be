import { type CollectionName, collectionNames, declared } from '../model/collections.ts';
import type { Snapshot } from '../content/snapshot.ts';
import { months, publicEntries } from './list.ts';

type Params = Record<string, string>;

const ids = (snapshot: Snapshot, collection: CollectionName): Params[] => publicEntries(snapshot, collection).map(({ id }) => ({ id }));
const archives = (snapshot: Snapshot, collection: CollectionName): Params[] =>
  months(snapshot, collection).map((month) => ({ year: month.slice(0, 4), month: month.slice(5) }));

/** Collections whose entries have pages of their own; tasks are rows of one page. */
const WITH_PAGES = collectionNames.filter((name) => name !== 'tasks');
const DATED = collectionNames.filter((name) => declared(name).naming === 'dated');

/** Every dynamic route of `src/pages` and the paths it has in a snapshot. */
const dynamic: Record<string, (snapshot: Snapshot) => Params[]> = {
  ...Object.fromEntries(WITH_PAGES.map((name) => [`/${name}/[id]/`, (snapshot: Snapshot) => ids(snapshot, name)])),
  ...Object.fromEntries(DATED.map((name) => [`/${name}/[year]/[month]/`, (snapshot: Snapshot) => archives(snapshot, name)])),
};
const FIXED = ['/', '/news/', '/policies/', '/notices/', '/services/', '/tasks/', '/search/', '/search/traditional.json', '/404.html'] as const;

/** The parameters of one route, for `getStaticPaths` and for the check that answers 404. */
export function paramsOf(snapshot: Snapshot, route: string): Params[] {
  const answer = dynamic[route];
  if (!answer) throw new Error(`${route} is not in src/queries/routes.ts`);
  return answer(snapshot);
}

/** Every path of the site in a snapshot: what `astro build` writes and what the desk renders. */
export function paths(snapshot: Snapshot): string[] {
  const made = Object.entries(dynamic).flatMap(([route, answer]) =>
    answer(snapshot).map((params) => route.replace(/\[(\w+)\]/g, (_all, name: string) => params[name] ?? '')),
  );
  return [...FIXED, ...made];
}

/** Where a path lies in a static tree: `/news/` → `news/index.html`. */
export const fileOf = (path: string): string => (path.endsWith('/') ? `${path}index.html` : path).slice(1);

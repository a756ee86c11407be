import { listTree } from '../../../src/content/repository.ts';
import { type CollectionName, collectionNames, declared, isCollection } from '../../../src/model/collections.ts';
import { place } from '../../../src/model/place.ts';
import type { Params, Result, Summary } from '../../protocol/store.ts';
import { MAIN, type Store } from '../store/store.ts';
import type { Desk } from './change-draft.ts';
import { Refused } from './refused.ts';
import { summarize } from './summaries.ts';

type Sort = NonNullable<Params<'entries'>['sort']>;
type Position = NonNullable<Params<'entries'>['after']>;

/** Entries of a page when nobody says otherwise. */
const PAGE = 50;
/** Orders that are kept: nobody looks at more of them at the same time, and each is only a list of what is kept anyway. */
const ORDERS = 16;

/** Lists in their order, by the folder's tree: as long as nothing in it changes, a page is a slice of one of these. */
const orders = new WeakMap<Store, Map<string, Promise<readonly Summary[]>>>();

/**
 * A page of a collection's published entries, as lists show them. Without `sort` dated entries come newest first, others by name. `after` is
 * a place in the order, not an entry: an entry that came or went meanwhile moves no other from one page to the next.
 */
export async function listEntries({ store }: Desk, { collection, sort, after, most = PAGE }: Params<'entries'>): Promise<Result<'entries'>> {
  if (!isCollection(collection)) throw new Refused('not-found', `没有名为 ${collection} 的栏目`);
  const by = sort ?? { field: '', descending: declared(collection).naming === 'dated' };
  const order = await orderOf(store, collection, by);
  const begin = after ? firstAfter(order, by, after) : 0;
  const entries = order.slice(begin, begin + most);
  const last = entries.at(-1);
  return { entries, total: order.length, next: last && begin + most < order.length ? positionOf(last, by) : null };
}

/** Reads every collection once, so that nobody has to wait for it. */
export async function readAhead(desk: Desk): Promise<void> {
  for (const collection of collectionNames) await listEntries(desk, { collection });
}

async function orderOf(store: Store, collection: CollectionName, by: Sort): Promise<readonly Summary[]> {
  const tree = await store.reader.get(`${MAIN}:content/${collection}`);
  if (tree?.type !== 'tree') return [];
  const known = orders.get(store) ?? orders.set(store, new Map()).get(store)!;
  const key = `${collection} ${tree.id} ${by.descending ? '-' : '+'}${by.field}`;
  const order = known.get(key) ?? read(store, collection, tree.id, by);
  // The last one asked for is the last to go.
  known.delete(key);
  known.set(key, order);
  order.catch(() => known.delete(key));
  for (const old of known.keys()) {
    if (known.size <= ORDERS) break;
    known.delete(old);
  }
  return order;
}

async function read(store: Store, collection: CollectionName, tree: string, by: Sort): Promise<readonly Summary[]> {
  const files = (await listTree(store.reader, tree, `content/${collection}`)).filter(({ kind, path }) => kind === 'file' && place(path).what === 'entry');
  const placed = (await summarize(store, collection, files)).map((summary) => ({ summary, at: positionOf(summary, by) }));
  return placed.sort((a, b) => compare(a.at, b.at, by)).map(({ summary }) => summary);
}

const positionOf = ({ fields, path }: Summary, { field }: Sort): Position => ({ value: Object.hasOwn(fields, field) ? fields[field]! : null, path });

/** Values of one kind by size, texts by their signs' numbers, as Decap compares them; what has no value comes last. Equal ones by path. */
function compare(a: Position, b: Position, { descending }: Sort): number {
  const way = descending ? -1 : 1;
  if (a.value !== b.value) {
    if (a.value === null) return way;
    if (b.value === null) return -way;
    if (typeof a.value !== typeof b.value) return typeof a.value < typeof b.value ? -way : way;
    return a.value < b.value ? -way : way;
  }
  return a.path === b.path ? 0 : a.path < b.path ? -way : way;
}

/** The first entry that comes after a place, by halving. */
function firstAfter(order: readonly Summary[], by: Sort, after: Position): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(positionOf(order[middle]!, by), after, by) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

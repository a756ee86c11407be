import type { CollectionName, Data } from '../model/collections.ts';
import { idOfReference } from '../model/fields/reference.ts';
import type { Media } from '../content/media.ts';
import type { Entry, Snapshot } from '../content/snapshot.ts';
import { type Period, periodOf } from './period.ts';
import { namedMedia } from './uploads.ts';

/** The fields that lists show. An edited body changes none of them, so it renders no list again. */
const LISTED = {
  news: ['title', 'date', 'channel', 'summary', 'pinned', 'cover', 'coverAlt', 'topics'],
  policies: ['title', 'date', 'kind', 'summary', 'validity', 'issuer', 'written'],
  notices: ['title', 'date', 'kind', 'summary', 'sample', 'starts', 'ends'],
  services: ['title', 'date', 'order', 'summary', 'audience'],
  tasks: ['title', 'unnamed', 'order', 'state', 'asOf', 'responsible', 'lead', 'partners', 'deadline', 'items', 'source'],
  pages: ['title', 'date', 'summary'],
} as const satisfies { [C in CollectionName]: readonly (keyof Data<C>)[] };

export type Listed<C extends CollectionName> = Pick<Data<C>, (typeof LISTED)[C][number] & keyof Data<C>>;
/** An entry as lists show it. */
export interface Card<C extends CollectionName = CollectionName> extends Period {
  id: string;
  address: string;
  data: Listed<C>;
  /** The uploads that the listed fields name: a cover. */
  media: Record<string, Media>;
}

/** The questions that may be asked of a collection. */
export type ListQuery =
  | { list: 'all' }
  | { list: 'newest'; limit: number }
  | { list: 'month'; month: string }
  | { list: 'chosen'; ids: readonly string[] }
  | { list: 'neighbours'; of: string }
  /** Policies: the explainers of a document. Notices: the results of a 公示. News: what names a service. */
  | { list: 'about'; id: string }
  /** News that shares most topics. */
  | { list: 'related'; to: string; limit: number };

/** Whether the public may see an entry at the snapshot's instant. */
export function isPublic(snapshot: Snapshot, entry: Entry): boolean {
  return !('date' in entry.data) || snapshot.instant.reached(entry.data.date);
}

/** All public entries of a collection: by `order` where it has one, else the newest first; ties by id, so the order is one. */
export function publicEntries<C extends CollectionName>(snapshot: Snapshot, collection: C): readonly Entry<C>[] {
  const known = sorted.get(snapshot) ?? new Map<CollectionName, readonly Entry[]>();
  sorted.set(snapshot, known);
  const entries = known.get(collection) ?? sortPublic(snapshot, collection);
  known.set(collection, entries as readonly Entry[]);
  return entries as readonly Entry<C>[];
}

/** Every page asks several times; a snapshot never changes, so it is sorted once. */
const sorted = new WeakMap<Snapshot, Map<CollectionName, readonly Entry[]>>();

function sortPublic<C extends CollectionName>(snapshot: Snapshot, collection: C): Entry<C>[] {
  const entries = [...snapshot.entries[collection].values()].filter((entry) => isPublic(snapshot, entry));
  const key = (entry: Entry<C>): [number, string] =>
    'order' in entry.data ? [entry.data.order, ''] : ['pinned' in entry.data && entry.data.pinned ? 0 : 1, 'date' in entry.data ? entry.data.date : ''];
  return entries
    .map((entry) => ({ entry, key: key(entry) }))
    .sort((a, b) => a.key[0] - b.key[0] || compare(b.key[1], a.key[1]) || compare(a.entry.id, b.entry.id))
    .map(({ entry }) => entry);
}
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Answers a list query. */
export function ask<C extends CollectionName>(snapshot: Snapshot, collection: C, query: ListQuery): Card<C>[] {
  return select(snapshot, collection, query).map((entry) => card(snapshot, entry));
}

function select<C extends CollectionName>(snapshot: Snapshot, collection: C, query: ListQuery): readonly Entry<C>[] {
  const all = publicEntries(snapshot, collection);
  switch (query.list) {
    case 'all': return all;
    case 'newest': return all.slice(0, query.limit);
    case 'month': return all.filter((entry) => monthOf(entry) === query.month);
    case 'chosen': return query.ids.flatMap((id) => all.find((entry) => entry.id === idOfReference(id)) ?? []);
    case 'about': return all.filter((entry) => targets(entry).some((target) => idOfReference(target) === query.id));
    case 'neighbours': {
      const byTime = [...all].sort((a, b) => compare(dateOf(a), dateOf(b)) || compare(a.id, b.id));
      const at = byTime.findIndex((entry) => entry.id === query.of);
      return at < 0 ? [] : [byTime[at - 1], byTime[at + 1]].filter((entry) => entry !== undefined);
    }
    case 'related': {
      const topics = topicsOf(all.find((entry) => entry.id === query.to));
      return all
        .filter((entry) => entry.id !== query.to)
        .map((entry) => ({ entry, shared: topicsOf(entry).filter((topic) => topics.includes(topic)).length }))
        .filter(({ shared }) => shared > 0)
        .sort((a, b) => b.shared - a.shared)
        .slice(0, query.limit)
        .map(({ entry }) => entry);
    }
  }
}

const dateOf = (entry: Entry): string => ('date' in entry.data ? entry.data.date : '');
const monthOf = (entry: Entry): string => dateOf(entry).slice(0, 7);
const topicsOf = (entry: Entry | undefined): readonly string[] => (entry && 'topics' in entry.data ? (entry.data.topics ?? []) : []);
function targets(entry: Entry): readonly string[] {
  if ('explains' in entry.data) return entry.data.explains ?? [];
  if ('services' in entry.data) return entry.data.services ?? [];
  return 'result' in entry.data && entry.data.result ? [entry.data.result] : [];
}

/** The months of a dated collection that have public entries, the newest first, as `YYYY-MM`. */
export function months(snapshot: Snapshot, collection: CollectionName): string[] {
  return [...new Set(publicEntries(snapshot, collection).map(monthOf))].sort().reverse();
}

function card<C extends CollectionName>(snapshot: Snapshot, entry: Entry<C>): Card<C> {
  const fields = LISTED[entry.collection] as readonly string[];
  const all = entry.data as Record<string, unknown>;
  const data = Object.fromEntries(fields.filter((name) => all[name] !== undefined).map((name) => [name, all[name]])) as Listed<C>;
  return { id: entry.id, address: entry.address, data, media: namedMedia(snapshot, data), ...periodOf(snapshot, data) };
}

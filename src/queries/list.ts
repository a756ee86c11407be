import type { CollectionName, Data } from '../model/collections.ts';
import type { Media } from '../content/media.ts';
import type { Shelf } from '../content/shelf.ts';
import type { Entry, Snapshot } from '../content/snapshot.ts';
import { type Period, periodOf } from './period.ts';
import type { Question } from './question.ts';
import { relatedTo } from './related.ts';
import { stageOf } from './stage.ts';
import { namedMedia } from './uploads.ts';
import type { Validity } from './validity.ts';

/** The fields that lists show. An edited body changes none of them, so it renders no list again. */
const LISTED = {
  news: ['title', 'date', 'channel', 'summary', 'pinned', 'cover', 'coverAlt'],
  policies: ['title', 'date', 'kind', 'summary', 'validity', 'issuer', 'written'],
  notices: ['title', 'date', 'kind', 'summary', 'sample', 'starts', 'ends'],
  services: ['title', 'date', 'order', 'summary', 'audience'],
  tasks: ['title', 'unnamed', 'order', 'state', 'asOf', 'responsible', 'lead', 'partners', 'deadline', 'items', 'source', 'corrections'],
  data: ['title', 'order', 'summary', 'drawing', 'unit', 'figures', 'asOf', 'source', 'corrections'],
  places: ['title', 'order', 'kind', 'county', 'summary', 'honours', 'date'],
  pages: ['title', 'date', 'summary'],
} as const satisfies { [C in CollectionName]: readonly (keyof Data<C>)[] };

export type Listed<C extends CollectionName> = Pick<Data<C>, (typeof LISTED)[C][number] & keyof Data<C>>;
/** An entry as lists show it. */
export interface Card<C extends CollectionName = CollectionName> extends Period {
  id: string;
  address: string;
  data: Listed<C>;
  /** Something of it was put right after its publication. */
  corrected?: true;
  /** The uploads that the listed fields name: a cover. */
  media: Record<string, Media>;
}

/** Entries on one part of a month's archive. */
export const PER_PART = 40;

/** A public entry as lists show it, or undefined. */
export function card<C extends CollectionName>(snapshot: Snapshot, entry: Entry<C> | undefined): Card<C> | undefined {
  if (!entry?.face.public) return undefined;
  const fields = LISTED[entry.collection] as readonly string[];
  const all = entry.data as Record<string, unknown>;
  const data = Object.fromEntries(fields.filter((name) => all[name] !== undefined).map((name) => [name, all[name]])) as Listed<C>;
  const corrected = (all['corrections'] as unknown[] | undefined)?.length ? { corrected: true as const } : {};
  return { id: entry.id, address: entry.address, data, ...corrected, media: namedMedia(snapshot, data), ...periodOf(entry) };
}

type Listing = Extract<Question, { ask: 'list' }>['query'];

/** Answers a list query. */
export function list<C extends CollectionName>(snapshot: Snapshot, collection: C, query: Listing): Card<C>[] {
  const shelf = snapshot.entries[collection] as unknown as Shelf<C>;
  return select(shelf, query).flatMap((entry) => card(snapshot, entry) ?? []);
}

function select<C extends CollectionName>(shelf: Shelf<C>, query: Listing): readonly Entry<C>[] {
  switch (query.list) {
    case 'all': return shelf.listed;
    case 'newest': return shelf.listed.slice(0, query.limit);
    case 'latest': return shelf.byTime.slice(-query.limit).reverse();
    case 'topic': return shelf.about(query.topic).filter((entry) => query.validity === undefined || isOf(entry, query.validity)).slice(0, query.limit);
    case 'validity': return shelf.listed.filter((entry) => isOf(entry, query.validity)).slice(0, query.limit);
    case 'stage': return shelf.listed.filter((entry) => stageOf(entry) === query.stage).slice(0, query.limit);
    case 'about': return shelf.naming(query.id).slice(0, query.limit);
    case 'month': {
      const entries = shelf.month(query.month);
      const part = query.part ?? parts(entries.length);
      return entries.slice((part - 1) * PER_PART, part * PER_PART).reverse();
    }
    case 'neighbours': {
      const at = placeOf(shelf, query.of);
      return at === undefined ? [] : [shelf.byTime[at - 1], shelf.byTime[at + 1]].filter((entry) => entry !== undefined);
    }
    case 'related': {
      const at = placeOf(shelf, query.to);
      return at === undefined ? [] : relatedTo(shelf.byTime, at, query.limit);
    }
  }
}

const isOf = (entry: Entry, validity: Validity): boolean => (entry.data as { validity?: string }).validity === validity;

/** Where a public entry stands in time. */
function placeOf(shelf: Shelf, id: string): number | undefined {
  const entry = shelf.get(id);
  return entry?.face.public ? shelf.placeInTime(entry) : undefined;
}

/** How many parts a month's archive of so many entries has. */
export const parts = (entries: number): number => Math.max(1, Math.ceil(entries / PER_PART));

import { type CollectionName, collectionNames, type Setting, type SettingName } from '../model/collections.ts';
import type { EntryCache } from './entry-cache.ts';
import type { TakenDown } from './face.ts';
import type { Instant } from './instant.ts';
import type { Media } from './media.ts';
import { type Entry, Shelf } from './shelf.ts';
import type { Body } from './study.ts';

export type { Entry } from './shelf.ts';

/** All entries of one commit at one instant, parsed, validated, rendered. Never changes; the next one shares what is the same. */
export interface Snapshot {
  readonly commit: string | null;
  readonly instant: Instant;
  readonly entries: { readonly [C in CollectionName]: Shelf<C> };
  readonly settings: { readonly [S in SettingName]: Setting<S> };
  /** Every upload by its address. */
  readonly media: ReadonlyMap<string, Media>;
  /** What was taken from the public elsewhere and stays so, by the entry's path. */
  readonly down: ReadonlyMap<string, TakenDown>;
  /** The entries that time alone will change, by path. */
  readonly turning: ReadonlyMap<string, Entry>;
  /** An entry's text: read when a page needs it, not held. */
  body(entry: Entry): Body;
}

/** One entry on both sides of a difference; absent where it is not. */
export interface EntryChange {
  collection: CollectionName;
  id: string;
  before?: Entry;
  after?: Entry;
}

/** In what two snapshots differ. Uploads count through the entries that name them. */
export interface SnapshotDifference {
  entries: readonly EntryChange[];
  settings: readonly SettingName[];
}

/** When time alone changes something of a snapshot, in milliseconds since the epoch; undefined when it never does. */
export function nextTurn(snapshot: Snapshot): number | undefined {
  const next = Math.min(...[...snapshot.turning.values()].map(({ face }) => face.turns));
  return Number.isFinite(next) ? next : undefined;
}

/** The snapshot before the first: nothing is in it. */
export function emptySnapshot(cache: EntryCache, instant: Instant): Snapshot {
  return {
    commit: null,
    instant,
    entries: Object.fromEntries(collectionNames.map((name) => [name, Shelf.empty()])) as unknown as Snapshot['entries'],
    settings: {} as Snapshot['settings'],
    media: new Map(),
    down: new Map(),
    turning: new Map(),
    body: ({ path, version }) => cache.body(path, version),
  };
}

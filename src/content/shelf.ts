import type { CollectionName, Data } from '../model/collections.ts';
import type { Face } from './face.ts';

/** One piece of content, at the instant of its snapshot. Its text is not here: `Snapshot.body` has it. */
export interface Entry<C extends CollectionName = CollectionName> {
  readonly collection: C;
  readonly id: string;
  readonly path: string;
  readonly version: string;
  readonly address: string;
  readonly data: Omit<Data<C>, 'body'>;
  /** The uploads that the text shows or links, by address. */
  readonly shown: readonly string[];
  /** The uploads that were looked at while the text was rendered, by address, with their versions. */
  readonly used: Readonly<Record<string, string>>;
  readonly face: Face;
}

/** Above this many changes an order is sorted again instead of amended. */
const MANY = 500;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const field = <T>(entry: Entry, name: string): T | undefined => (entry.data as Record<string, unknown>)[name] as T | undefined;
export const dateOf = (entry: Entry): string => field<string>(entry, 'date') ?? '';

/** The order of lists: by `order` where the collection has one; else pinned first, then the newest; ties by id. */
const asListed = (a: Entry, b: Entry): number =>
  (field<number>(a, 'order') ?? 0) - (field<number>(b, 'order') ?? 0)
  || Number(field<boolean>(b, 'pinned') ?? false) - Number(field<boolean>(a, 'pinned') ?? false)
  || compare(dateOf(b), dateOf(a)) || compare(a.id, b.id);
/** The oldest first, ties by id. All times are Beijing's, so their texts sort as they do. */
const inTime = (a: Entry, b: Entry): number => compare(dateOf(a), dateOf(b)) || compare(a.id, b.id);

/** The entries that an entry names: documents it explains, services it is about, the notice it ends. */
export function targetsOf(entry: Entry): readonly string[] {
  const named = field<string[]>(entry, 'explains') ?? field<string[]>(entry, 'services');
  const result = field<string>(entry, 'result');
  return (named ?? (result ? [result] : [])).map((value) => value.slice(value.lastIndexOf('/') + 1));
}

/** The topics (主题词) of an entry, each once. */
export const topicsOf = (entry: Entry): readonly string[] => [...new Set(field<string[]>(entry, 'topics') ?? [])];
/** Whether an entry has a topic; makes no list, because it is asked two hundred times an article. */
export const hasTopic = (entry: Entry, topic: string): boolean => field<string[]>(entry, 'topics')?.includes(topic) ?? false;

/** The entries of one collection in the orders in which they are asked for. Never changes; `with` makes another that shares what it can. */
export class Shelf<C extends CollectionName = CollectionName> {
  readonly #all: ReadonlyMap<string, Entry<C>>;
  /** Public entries in the order of lists. */
  readonly listed: readonly Entry<C>[];
  /** Public entries, the oldest first. */
  readonly byTime: readonly Entry<C>[];
  readonly #naming: Groups<C>;
  readonly #topics: Groups<C>;

  private constructor(all: ReadonlyMap<string, Entry<C>>, listed: readonly Entry<C>[], byTime: readonly Entry<C>[], naming: Groups<C>, topics: Groups<C>) {
    this.#all = all;
    this.listed = listed;
    this.byTime = byTime;
    this.#naming = naming;
    this.#topics = topics;
  }

  static empty<C extends CollectionName>(): Shelf<C> {
    return new Shelf<C>(new Map(), [], [], new Map(), new Map());
  }

  /** Any entry by its id, public or not. */
  get(id: string): Entry<C> | undefined {
    return this.#all.get(id);
  }

  values(): Iterable<Entry<C>> {
    return this.#all.values();
  }

  get size(): number {
    return this.#all.size;
  }

  /** Public entries that name another, in the order of lists. */
  naming(id: string): readonly Entry<C>[] {
    return this.#naming.get(id) ?? [];
  }

  /** Public entries that have a topic, in the order of lists. */
  about(topic: string): readonly Entry<C>[] {
    return this.#topics.get(topic) ?? [];
  }

  /** The topics of public entries, each with their number; in no order that anybody may rely on. */
  topics(): [topic: string, count: number][] {
    return [...this.#topics].map(([topic, entries]) => [topic, entries.length]);
  }

  /** Where an entry stands, or would stand, in `byTime`. */
  placeInTime(entry: Entry): number {
    return place(this.byTime, entry, inTime);
  }

  /** The public entries of a month (`2026-11`), the oldest first. */
  month(month: string): readonly Entry<C>[] {
    const at = (text: string) => first(this.byTime, (entry) => dateOf(entry) >= text);
    // `/` is the character after `.` and `-`: nothing of the month sorts behind it.
    return this.byTime.slice(at(month), at(`${month}/`));
  }

  /** The months that have public entries, the newest first. Costs a search a month. */
  months(): string[] {
    const found: string[] = [];
    for (let at = 0; at < this.byTime.length; ) {
      const month = dateOf(this.byTime[at]!).slice(0, 7);
      found.push(month);
      at = first(this.byTime, (entry) => dateOf(entry) >= `${month}/`);
    }
    return found.reverse();
  }

  /** The shelf with these entries replaced, added (or, undefined, taken away). */
  with(changes: ReadonlyMap<string, Entry<C> | undefined>): Shelf<C> {
    if (changes.size === 0) return this;
    const all = new Map(this.#all);
    const gone: Entry<C>[] = [];
    const come: Entry<C>[] = [];
    for (const [id, entry] of changes) {
      const before = this.#all.get(id);
      if (before?.face.public) gone.push(before);
      if (entry?.face.public) come.push(entry);
      if (entry) all.set(id, entry);
      else all.delete(id);
    }
    const regroup = (groups: Groups<C>, keysOf: KeysOf) => amendGroups(groups, gone, come, keysOf);
    return new Shelf(all, amend(this.listed, gone, come, asListed), amend(this.byTime, gone, come, inTime), regroup(this.#naming, targetsOf), regroup(this.#topics, topicsOf));
  }
}

/** Public entries by something that each names, in the order of lists. */
type Groups<C extends CollectionName> = ReadonlyMap<string, readonly Entry<C>[]>;
type KeysOf = (entry: Entry) => readonly string[];

function grouped<C extends CollectionName>(entries: readonly Entry<C>[], keysOf: KeysOf): Map<string, Entry<C>[]> {
  const found = new Map<string, Entry<C>[]>();
  for (const entry of entries) {
    for (const key of new Set(keysOf(entry))) {
      const group = found.get(key);
      if (group) group.push(entry);
      else found.set(key, [entry]);
    }
  }
  return found;
}

/** Groups without some entries and with others. */
function amendGroups<C extends CollectionName>(groups: Groups<C>, gone: readonly Entry<C>[], come: readonly Entry<C>[], keysOf: KeysOf): Groups<C> {
  const [lost, won] = [grouped(gone, keysOf), grouped(come, keysOf)];
  const amended = new Map(groups);
  for (const key of new Set([...lost.keys(), ...won.keys()])) {
    const group = amend(amended.get(key) ?? [], lost.get(key) ?? [], won.get(key) ?? [], asListed);
    if (group.length) amended.set(key, group);
    else amended.delete(key);
  }
  return amended;
}

/** The first place whose entry satisfies what all later ones do too. */
function first<E>(entries: readonly E[], holds: (entry: E) => boolean): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(entries[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
const place = <E extends Entry>(entries: readonly E[], entry: Entry, order: (a: Entry, b: Entry) => number) => first(entries, (other) => order(other, entry) >= 0);

/** An order without some entries and with others. */
function amend<E extends Entry>(entries: readonly E[], gone: readonly E[], come: readonly E[], order: (a: Entry, b: Entry) => number): readonly E[] {
  if (gone.length + come.length > MANY) {
    const without = new Set<E>(gone);
    return [...entries.filter((entry) => !without.has(entry)), ...come].sort(order);
  }
  const amended = [...entries];
  for (const entry of gone) amended.splice(place(amended, entry, order), 1);
  for (const entry of come) amended.splice(place(amended, entry, order), 0, entry);
  return amended;
}

import { getLiveCollection, getLiveEntry } from 'astro:content';
import { type CollectionName, isCollection, type Setting, type SettingName } from '../model/collections.ts';
import { idOfReference } from '../model/fields/reference.ts';
import type { Month } from './months.ts';
import type { Full } from './entry.ts';
import type { Card } from './list.ts';
import type { Alert } from './occasions.ts';
import type { Moved } from './moved.ts';
import type { Subject } from './narrowing.ts';
import type { ListQuery } from './question.ts';
import type { Topic, Topical } from './topics.ts';
import { currentDoor } from './scope.ts';
import type { Validity, ValidityName } from './validity.ts';
import type { WithdrawnEntry } from './withdrawn.ts';

/** What pages call. Each is one question to Astro's live collections; an error of the loader stops the page. */
export async function entryOf<C extends CollectionName>(collection: C, id: string): Promise<Full<C> | undefined> {
  const { entry, error } = await getLiveEntry(collection, { id });
  if (error && (error as Error).name !== 'LiveEntryNotFoundError') throw error;
  return entry?.data as Full<C> | undefined;
}

export async function listOf<C extends CollectionName>(collection: C, query: ListQuery): Promise<Card<C>[]> {
  if (query.list === 'chosen') {
    // One question an entry: who names three is not asked again when a fourth changes.
    const cards = await Promise.all(query.ids.map((id) => listed<C>(collection, { card: idOfReference(id) })));
    return cards.flat();
  }
  return listed<C>(collection, query);
}

async function listed<C extends CollectionName>(collection: C, filter: object): Promise<Card<C>[]> {
  const { entries, error } = await getLiveCollection(collection, filter as never);
  if (error) throw error;
  return (entries ?? []).map((entry) => entry.data as unknown as Card<C>);
}

async function facts<T>(question: object): Promise<T> {
  const { entry, error } = await getLiveEntry('facts', question as never);
  if (error) throw error;
  if (!entry) throw new Error(`nobody answered ${JSON.stringify(question)}`);
  return (entry.data as unknown as { given: T }).given;
}

export const monthsOf = (collection: CollectionName, year?: string): Promise<Month[]> => facts({ ask: 'months', collection, ...(year ? { year } : {}) });
export const settingOf = <S extends SettingName>(name: S): Promise<Setting<S>> => facts({ ask: 'setting', name });
/** Whether the page at a path is grey today. */
export const isGrey = (path: string | undefined): Promise<boolean> => facts({ ask: 'grey', where: path === '/' ? 'home' : 'inner' });
/** What everybody has to know now, the gravest first. */
export const currentAlerts = (): Promise<Alert[]> => facts({ ask: 'alerts' });
/** The addresses of a month's entries, or of a collection's. */
export const addressesOf = (collection: CollectionName, month?: string): Promise<string[]> => facts({ ask: 'addresses', collection, ...(month ? { month } : {}) });
/** The topics of a collection, the most used first. */
export const topicsOf = (collection: Topical): Promise<Topic[]> => facts({ ask: 'topics', collection });
/** The topic with a short name, or undefined. */
export const topicOf = (id: string): Promise<string | undefined> => facts({ ask: 'topic', id });
/** The names of `VALIDITIES` that policies have: those of a topic, or all. */
export const validities = (topic?: string): Promise<ValidityName[]> => facts({ ask: 'validities', ...(topic === undefined ? {} : { topic }) });
/** The topics that policies have: those of one 有效性, or all. */
export const subjects = (validity?: Validity): Promise<Subject[]> => facts({ ask: 'subjects', ...(validity === undefined ? {} : { validity }) });
export const movedFrom = (path: string): Promise<Moved | undefined> => facts({ ask: 'moved', path });
export const allMoved = (): Promise<Moved[]> => facts({ ask: 'moved' });
/** What stands at an entry's address after it was withdrawn; undefined at any other. */
export async function withdrawnAt(path: string): Promise<WithdrawnEntry | undefined> {
  const [, collection = '', id = ''] = /^\/([a-z]+)\/([^/]+)\/$/.exec(path) ?? [];
  return isCollection(collection) ? facts({ ask: 'withdrawn', collection, id }) : undefined;
}
/** The names of the site map's parts. */
export const mapParts = (): Promise<string[]> => facts({ ask: 'map' });

/** For a page's `getStaticPaths`, which `astro dev` asks; compiled pages lack it (`resident.ts`) and answer 404 to unknown ids themselves. */
export const staticPaths = (route: string) => () => (currentDoor().ask({ ask: 'paths', route }) as Record<string, string>[]).map((params) => ({ params }));

/** Until when it may be relied on what the site says of itself. */
export const expiryOf = (): Promise<string> => facts({ ask: 'expiry' });

/** The HTML of a part that many pages share: `make` is called for the first of them only. `name` says all that the part differs by. */
export const oncePerSnapshot = (name: string, make: () => Promise<string>): Promise<string> => currentDoor().once(name, make);

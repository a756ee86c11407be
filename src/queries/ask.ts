import { type CollectionName, isCollection, type Setting, type SettingName } from '../model/collections.ts';
import { idOfReference } from '../model/fields/reference.ts';
import type { Month } from './months.ts';
import type { Full } from './entry.ts';
import type { Card } from './list.ts';
import type { Alert } from './occasions.ts';
import type { Moved } from './moved.ts';
import type { Subject } from './narrowing.ts';
import type { ListQuery, Question } from './question.ts';
import type { Topic, Topical } from './topics.ts';
import { currentDoor } from './scope.ts';
import type { Validity, ValidityName } from './validity.ts';
import type { WithdrawnEntry } from './withdrawn.ts';

/** What pages call. Each is a question at the door, answered at once: no part of a page has to be waited for. */
const ask = <T>(question: Question): T => currentDoor().ask(question) as T;

/** A public entry by its id. */
export const entryOf = <C extends CollectionName>(collection: C, id: string): Full<C> | undefined => ask({ ask: 'entry', collection, id });

export function listOf<C extends CollectionName>(collection: C, query: ListQuery): Card<C>[] {
  if (query.list !== 'chosen') return ask({ ask: 'list', collection, query });
  // One question an entry: who names three is not asked again when a fourth changes.
  return query.ids.flatMap((id) => ask<Card<C> | undefined>({ ask: 'card', collection, id: idOfReference(id) }) ?? []);
}

export const monthsOf = (collection: CollectionName, year?: string): Month[] => ask({ ask: 'months', collection, ...(year ? { year } : {}) });
export const settingOf = <S extends SettingName>(name: S): Setting<S> => ask({ ask: 'setting', name });
/** Whether the page at a path is grey today. */
export const isGrey = (path: string | undefined): boolean => ask({ ask: 'grey', where: path === '/' ? 'home' : 'inner' });
/** What everybody has to know now, the gravest first. */
export const currentAlerts = (): Alert[] => ask({ ask: 'alerts' });
/** The addresses of a month's entries, or of a collection's. */
export const addressesOf = (collection: CollectionName, month?: string): string[] => ask({ ask: 'addresses', collection, ...(month ? { month } : {}) });
/** The topics of a collection, the most used first. */
export const topicsOf = (collection: Topical): Topic[] => ask({ ask: 'topics', collection });
/** The topic with a short name, or undefined. */
export const topicOf = (id: string): string | undefined => ask({ ask: 'topic', id });
/** The names of `VALIDITIES` that policies have: those of a topic, or all. */
export const validities = (topic?: string): ValidityName[] => ask({ ask: 'validities', ...(topic === undefined ? {} : { topic }) });
/** The topics that policies have: those of one 有效性, or all. */
export const subjects = (validity?: Validity): Subject[] => ask({ ask: 'subjects', ...(validity === undefined ? {} : { validity }) });
export const movedFrom = (path: string): Moved | undefined => ask({ ask: 'moved', path });
export const allMoved = (): Moved[] => ask({ ask: 'moved' });
/** What stands at an entry's address after it was withdrawn; undefined at any other. */
export function withdrawnAt(path: string): WithdrawnEntry | undefined {
  const [, collection = '', id = ''] = /^\/([a-z]+)\/([^/]+)\/$/.exec(path) ?? [];
  return isCollection(collection) ? ask({ ask: 'withdrawn', collection, id }) : undefined;
}
/** The names of the site map's parts. */
export const mapParts = (): string[] => ask({ ask: 'map' });

/** For a page's `getStaticPaths`, which `astro dev` asks; compiled pages lack it (`resident.ts`) and answer 404 to unknown ids themselves. */
export const staticPaths = (route: string) => () => (currentDoor().ask({ ask: 'paths', route }) as Record<string, string>[]).map((params) => ({ params }));

/** Until when it may be relied on what the site says of itself. */
export const expiryOf = (): string => ask({ ask: 'expiry' });

/** The HTML of a part that many pages share: `make` is called for the first of them only. `name` says all that the part differs by. */
export const oncePerSnapshot = (name: string, make: () => Promise<string>): string | Promise<string> => currentDoor().once(name, make);

import { declaredSetting, isCollection, isSetting } from '../../../src/model/collections.ts';
import { addressOf, pathOf } from '../../../src/model/place.ts';
import { type EntryKey, keyOf } from '../backend/slug.ts';

/** An entry that Decap's editor is open at. */
export interface EntryPlace {
  what: 'entry';
  key: EntryKey;
  /** Decap's name of it. */
  slug: string;
  /** The entry's one text file. */
  path: string;
  /** Its public page; settings have none of their own. */
  address: string | undefined;
  /** What a setting is called; other entries have titles. */
  label: string | undefined;
}

/** What an entry is called: by its own title, where it has one. */
export const nameOf = ({ label, key }: EntryPlace, title: string | null): string => label ?? title ?? key.id;

/** Where in Decap the address's hash leads, as far as the panel is concerned: an entry, one that is not saved yet, or elsewhere. */
export function placeOf(hash: string): EntryPlace | { what: 'new' } | { what: 'elsewhere' } {
  const [, collection = '', rest = ''] = /^#\/collections\/([a-z-]+)\/((?:new|entries\/)[^?]*)/.exec(hash) ?? [];
  if (rest === 'new') return isCollection(collection) ? { what: 'new' } : { what: 'elsewhere' };
  const slug = rest.slice('entries/'.length);
  const key = keyOf(collection, slug);
  if (!/^[a-z0-9][a-z0-9-]{0,79}$/.test(key.id)) return { what: 'elsewhere' };
  if (collection === 'settings') {
    if (!isSetting(key.id)) return { what: 'elsewhere' };
    return { what: 'entry', key, slug, path: `content/settings/${key.id}.yml`, address: undefined, label: declaredSetting(key.id).label };
  }
  if (!isCollection(collection)) return { what: 'elsewhere' };
  return { what: 'entry', key, slug, path: pathOf(collection, key.id), address: addressOf(collection, key.id), label: undefined };
}

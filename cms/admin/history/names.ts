import { declared, declaredSetting, isCollection, isSetting } from '../../../src/model/collections.ts';
import { addressOf } from '../../../src/model/place.ts';
import { pages } from '../../protocol/paths.ts';
import { type EntryKey, slugOf } from '../backend/slug.ts';

/** What a collection is called; its own name where nobody has declared it. */
export const collectionLabel = (name: string): string => (isCollection(name) ? declared(name).label : name === 'settings' ? '网站设置' : name);

/** What an entry is called where it has no title. */
export const entryLabel = ({ collection, id }: EntryKey): string => (collection === 'settings' && isSetting(id) ? declaredSetting(id).label : id);

/** Where an entry is edited. */
export const editorAddress = (key: EntryKey): string => `${pages.admin}#/collections/${key.collection}/entries/${slugOf(key)}`;

/** An entry's public page, where it has one of its own: some collections' entries share theirs. */
export const pageAddress = ({ collection, id }: EntryKey): string | undefined =>
  isCollection(collection) && !declared(collection).shared ? addressOf(collection, id) : undefined;

import { isCollection } from '../../../src/model/collections.ts';
import { pathOf } from '../../../src/model/place.ts';

/** An entry, as the protocol names it. */
export interface EntryKey {
  collection: string;
  id: string;
}

/**
 * The protocol's name of what Decap calls a slug. For a dated entry Decap's slug is its path below the collection's
 * folder, `2026/2026-11-20-0930`; the id is the file's name alone.
 */
export const keyOf = (collection: string, slug: string): EntryKey => ({ collection, id: slug.slice(slug.lastIndexOf('/') + 1) });

/** Decap's slug of an entry; the other way round of `keyOf`. Settings have their name as both. */
export function slugOf({ collection, id }: EntryKey): string {
  if (!isCollection(collection)) return id;
  return pathOf(collection, id).slice(`content/${collection}/`.length, -'.md'.length);
}

/** The collection that a folder of Decap's configuration belongs to: `content/news` is `news`. */
export const collectionOf = (folder: string): string => folder.replace(/^content\//, '');

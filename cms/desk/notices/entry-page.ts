import { isCollection } from '../../../src/model/collections.ts';
import { pathOf } from '../../../src/model/place.ts';
import { pages } from '../../protocol/paths.ts';
import type { EntryKey } from '../workflow/entry-key.ts';

/** Where an entry is edited, and its draft where it has one: Decap's slug is the path below the collection's folder. */
export function entryPage({ collection, id }: EntryKey): string {
  const slug = isCollection(collection) ? pathOf(collection, id).slice(`content/${collection}/`.length, -'.md'.length) : id;
  return `${pages.admin}#/collections/${collection}/entries/${slug}`;
}

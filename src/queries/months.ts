import { type CollectionName, declared } from '../model/collections.ts';
import type { Shelf } from '../content/shelf.ts';
import type { Snapshot } from '../content/snapshot.ts';
import { parts } from './list.ts';

/** A month with public entries, and the number of parts of its archive. */
export interface Month {
  month: string;
  parts: number;
}

/** The months of a dated collection that have public entries, the newest first. */
export function months(snapshot: Snapshot, collection: CollectionName): Month[] {
  if (declared(collection).naming !== 'dated') return [];
  const shelf = snapshot.entries[collection] as Shelf;
  return shelf.months().map((month) => ({ month, parts: parts(shelf.month(month).length) }));
}

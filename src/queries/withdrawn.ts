import { collectionNames, type CollectionName } from '../model/collections.ts';
import type { TakenDown, Withdrawn } from '../content/face.ts';
import type { Shelf } from '../content/shelf.ts';
import type { Entry, Snapshot } from '../content/snapshot.ts';
import { isTakenDown } from './period.ts';
import { pageOf } from './routes.ts';

/** A withdrawn entry as its page tells of it, and nothing else of it. */
export interface WithdrawnEntry extends Withdrawn {
  collection: CollectionName;
  address: string;
}

/** What an entry's page says once it was withdrawn (撤稿), or undefined: of an entry that stands, and where there is none or it has no page. */
export function withdrawn(snapshot: Snapshot, collection: CollectionName, id: string): WithdrawnEntry | undefined {
  const found = snapshot.entries[collection].get(id) as Entry | undefined;
  return found?.face.page && found.face.withdrawn && pageOf(found) === found.address ? { collection, address: found.address, ...found.face.withdrawn } : undefined;
}

/** The entries of which something has left the public for good: lists of 公示 that are over, and all that was withdrawn. Looks at all. */
export const lessened = (snapshot: Snapshot): Entry[] =>
  collectionNames.flatMap((name) => [...(snapshot.entries[name] as Shelf).values()].filter((entry) => entry.face.withdrawn || isTakenDown(entry)));

/** The same by path, as another snapshot is told of it: there it stays down too. */
export const takenDown = (snapshot: Snapshot): Map<string, TakenDown> =>
  new Map(lessened(snapshot).map((entry) => [entry.path, entry.face.withdrawn ?? 'list']));

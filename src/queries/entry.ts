import type { CollectionName, Data } from '../model/collections.ts';
import type { Heading } from '../content/markdown/environment.ts';
import type { Media } from '../content/media.ts';
import type { Entry, Snapshot } from '../content/snapshot.ts';
import { type Period, periodOf, stillShown } from './period.ts';
import { namedMedia } from './uploads.ts';
import { type Workdays, workdays } from './workdays.ts';

/** An entry as its own page shows it. */
export interface Full<C extends CollectionName = CollectionName> extends Period {
  id: string;
  address: string;
  /** Without the Markdown: the page has the HTML. */
  data: Omit<Data<C>, 'body'>;
  html: string;
  headings: Heading[];
  /** What the two are made of: the file's version and those of the uploads that it shows. Where it is the same they are. */
  text: string;
  /** The uploads that the entry's fields name, by address. */
  media: Record<string, Media>;
  /** Of a notice with a period: its working days, where they are known. */
  workdays?: Workdays;
}

/** A public entry by its id, or undefined. */
export function entry<C extends CollectionName>(snapshot: Snapshot, collection: C, id: string): Full<C> | undefined {
  const found = snapshot.entries[collection].get(id) as Entry<C> | undefined;
  if (!found?.face.public) return undefined;
  const data = stillShown(found) as Omit<Data<C>, 'body'>;
  const { starts, ends } = data as { starts?: string; ends?: string };
  const counted = starts && ends ? workdays(starts, ends) : undefined;
  return { id: found.id, address: found.address, data, ...snapshot.body(found), text: [found.version, ...Object.values(found.used)].join(' '), media: namedMedia(snapshot, data), ...periodOf(found), ...(counted ? { workdays: counted } : {}) };
}

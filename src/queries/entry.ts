import type { CollectionName, Data, Setting, SettingName } from '../model/collections.ts';
import type { Media } from '../content/media.ts';
import type { Snapshot } from '../content/snapshot.ts';
import type { Heading } from '../content/markdown/environment.ts';
import { isPublic } from './list.ts';
import { type Period, periodOf, stillShown } from './period.ts';
import { namedMedia } from './uploads.ts';

/** An entry as its own page shows it. */
export interface Full<C extends CollectionName = CollectionName> extends Period {
  id: string;
  address: string;
  /** Without the Markdown: the page has the HTML. */
  data: Omit<Data<C>, 'body'>;
  html: string;
  headings: Heading[];
  /** The uploads that the entry's fields name, by address. */
  media: Record<string, Media>;
}

/** A public entry by its id, or undefined. */
export function entry<C extends CollectionName>(snapshot: Snapshot, collection: C, id: string): Full<C> | undefined {
  const found = snapshot.entries[collection].get(id);
  if (!found || !isPublic(snapshot, found)) return undefined;
  const { body: _body, ...data } = stillShown(snapshot, found.data as Data<C> & { body?: string });
  return {
    id: found.id,
    address: found.address,
    data: data as Omit<Data<C>, 'body'>,
    html: found.html,
    headings: found.headings,
    media: namedMedia(snapshot, data),
    ...periodOf(snapshot, data),
  };
}

export const setting = <S extends SettingName>(snapshot: Snapshot, name: S): Setting<S> => snapshot.settings[name];

import { pages } from '../../protocol/paths.ts';

/** What a page of the history is about; its hash says it, so that it can be linked to and led back to. */
export type Place =
  | { what: 'activity'; person?: string; collection?: string }
  | { what: 'entry'; collection: string; id: string }
  /** One version beside another, or beside the one before it. */
  | { what: 'versions'; collection: string; id: string; to: string; from?: string };

const ENTRY = /^#([a-z][a-z-]*)\/([a-z0-9-]+)(?:\/(?:([0-9a-f]{40})\.\.)?([0-9a-f]{40}))?$/;

/** What a hash says; whatever says nothing else is the whole site's activity. */
export function placeOf(hash: string): Place {
  const [, collection, id, from, to] = ENTRY.exec(hash) ?? [];
  if (collection && id) return to ? { what: 'versions', collection, id, to, ...(from ? { from } : {}) } : { what: 'entry', collection, id };
  const asked = new URLSearchParams(hash.startsWith('#?') ? hash.slice(2) : '');
  const [person, column] = [asked.get('person'), asked.get('collection')];
  return { what: 'activity', ...(person ? { person } : {}), ...(column ? { collection: column } : {}) };
}

/** The hash of a place; `#` for the activity of everybody. */
export function hashOf(place: Place): string {
  if (place.what === 'entry') return `#${place.collection}/${place.id}`;
  if (place.what === 'versions') return `#${place.collection}/${place.id}/${place.from ? `${place.from}..` : ''}${place.to}`;
  const asked = new URLSearchParams({ ...(place.person ? { person: place.person } : {}), ...(place.collection ? { collection: place.collection } : {}) });
  return asked.size ? `#?${asked}` : '#';
}

/** Where the form of approval of an entry is printed; of its draft or last publication, or of the publication that a commit names. */
export const approvalAddress = ({ collection, id }: { collection: string; id: string }, commit?: string): string =>
  `${pages.admin}approval/#${collection}/${id}${commit ? `/${commit}` : ''}`;

import type { Entry } from '../content/snapshot.ts';

/** Of a notice with a period, both of whose days count: whether it has begun and whether it is over. */
export interface Period {
  begun?: boolean;
  over?: boolean;
}

/** Where the snapshot's instant stands to a notice's period; nothing when the entry has none. */
export const periodOf = ({ face: { begun, over } }: Entry): Period => (begun === undefined || over === undefined ? {} : { begun, over });

/** Whether an entry's list of names has left the public: it was a 公示, and its time is over. */
export const isTakenDown = (entry: Entry): boolean => (entry.data as { kind?: string }).kind === '公示' && entry.face.over === true;

/**
 * What the public may still see of an entry: when a 公示 is over, its list of names and its attachments leave the page,
 * the search and the media (`standards.md` §4.3); the notice itself stays.
 */
export function stillShown<E extends Entry>(entry: E): E['data'] {
  if (!isTakenDown(entry)) return entry.data;
  const { names: _names, attachments: _attachments, ...rest } = entry.data as E['data'] & { names?: unknown; attachments?: unknown };
  return rest as E['data'];
}

import type { Snapshot } from '../content/snapshot.ts';

/** Of a notice with a period, both of whose days count: whether it has begun and whether it is over. */
export interface Period {
  begun?: boolean;
  over?: boolean;
}

interface Dates {
  kind?: string;
  starts?: string;
  ends?: string;
}

/** Where the snapshot's instant stands to a notice's period; nothing when the entry has none. */
export function periodOf(snapshot: Snapshot, data: object): Period {
  const { starts, ends } = data as Dates;
  if (!ends) return {};
  return { begun: !starts || snapshot.instant.reached(`${starts}T00:00:00+08:00`), over: snapshot.instant.over(ends) };
}

/**
 * What the public may still see of an entry: when a 公示 is over, its list of names and its attachments leave the page,
 * the search and the media (`standards.md` §4.3); the notice itself stays.
 */
export function stillShown<D extends object>(snapshot: Snapshot, data: D): D {
  const { kind } = data as Dates;
  if (kind !== '公示' || !periodOf(snapshot, data).over) return data;
  const { names: _names, attachments: _attachments, ...rest } = data as D & { names?: unknown; attachments?: unknown };
  return rest as D;
}

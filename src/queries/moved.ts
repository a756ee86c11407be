import type { Snapshot } from '../content/snapshot.ts';

/** An address that has been given up, and where its page is now. */
export interface Moved {
  path: string;
  to: string;
}

/** The redirects of `settings/redirects`, the first of an address; one whose address is a page of its own is left out. */
export function movedPages(snapshot: Snapshot, pageExists: (snapshot: Snapshot, path: string) => boolean): Moved[] {
  const found = new Map<string, Moved>();
  for (const { from, to } of snapshot.settings.redirects.moved ?? []) {
    if (!found.has(from) && from !== to && !pageExists(snapshot, from)) found.set(from, { path: from, to });
  }
  return [...found.values()];
}

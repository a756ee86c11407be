import { hasTopic, topicsOf } from '../content/shelf.ts';
import type { Entry } from '../content/snapshot.ts';

/**
 * How many entries before one are looked at for what is related to it. Earlier ones only, so that a new article is on its own
 * page and on no other; so many only, so that neither the search nor what an edit can touch grows with the archive.
 */
export const WINDOW = 200;

/** The entries before the one at `at` that share most topics with it, the nearest in time first among equals. `byTime`: the oldest first. */
export function relatedTo<E extends Entry>(byTime: readonly E[], at: number, limit: number): E[] {
  const topics = topicsOf(byTime[at]!);
  if (topics.length === 0) return [];
  const found: { entry: E; shared: number }[] = [];
  // Once so many share all of them, no earlier one can come before these.
  let whole = 0;
  for (let i = at - 1; i >= Math.max(0, at - WINDOW) && whole < limit; i--) {
    const entry = byTime[i]!;
    let shared = 0;
    for (const topic of topics) if (hasTopic(entry, topic)) shared += 1;
    if (shared > 0) found.push({ entry, shared });
    if (shared === topics.length) whole += 1;
  }
  return found.sort((a, b) => b.shared - a.shared).slice(0, limit).map(({ entry }) => entry);
}

import type { Shelf } from '../content/shelf.ts';
import { dateOf, targetsOf, topicsOf } from '../content/shelf.ts';
import type { Entry, EntryChange, Snapshot, SnapshotDifference } from '../content/snapshot.ts';
import { card } from './list.ts';
import { WINDOW } from './related.ts';

/**
 * The keys of all questions whose answers a difference can change: never fewer, seldom more. What is asked again is compared
 * by the digest of its answer, so a key too many costs a question, and no page.
 */
export function touched(before: Snapshot, after: Snapshot, difference: SnapshotDifference): Set<string> {
  const keys = new Set<string>(['paths', ...difference.settings.map((name) => `setting ${name}`)]);
  for (const change of difference.entries) touchEntry(keys, before, after, change);
  return keys;
}

function touchEntry(keys: Set<string>, before: Snapshot, after: Snapshot, { collection, id, ...change }: EntryChange): void {
  if (!change.before?.face.page && !change.after?.face.page) return;
  keys.add(`entry ${collection}/${id}`);
  // Lists know nothing of what was withdrawn.
  const old = change.before?.face.public ? change.before : undefined;
  const now = change.after?.face.public ? change.after : undefined;
  if (!old && !now) return;
  if (old && now && looks(before, old) === looks(after, now)) return;
  keys.add(`card ${collection}/${id}`).add(`front ${collection}`).add(`months ${collection}`).add(`addresses ${collection}`);
  keys.add(`near ${collection}/${id}`).add(`related ${collection}/${id}`);
  keys.add(`topics ${collection}`);
  for (const [snapshot, entry] of [[before, old], [after, now]] as const) {
    if (!entry) continue;
    const month = dateOf(entry).slice(0, 7);
    keys.add(`month ${collection} ${month}`).add(`addresses ${collection} ${month}`);
    for (const target of targetsOf(entry)) keys.add(`about ${collection}/${target}`);
    for (const topic of topicsOf(entry)) keys.add(`topic ${collection} ${topic}`);
    const { byTime } = snapshot.entries[collection] as Shelf;
    const at = (snapshot.entries[collection] as Shelf).placeInTime(entry);
    for (const neighbour of [byTime[at - 1], byTime[at + 1]]) if (neighbour) keys.add(`near ${collection}/${neighbour.id}`);
    for (const later of byTime.slice(at + 1, at + 1 + WINDOW)) keys.add(`related ${collection}/${later.id}`);
  }
}

/** Everything of an entry that any list can depend on, as one text. */
const looks = (snapshot: Snapshot, entry: Entry): string => {
  const { topics, order, pinned } = entry.data as { topics?: unknown; order?: unknown; pinned?: unknown };
  return JSON.stringify([card(snapshot, entry), dateOf(entry), topics, order, pinned, targetsOf(entry)]);
};

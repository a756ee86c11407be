import type { Snapshot } from '../content/snapshot.ts';
import { topicId } from '../model/topic.ts';

/** The collections whose entries have topics (主题词). */
export const TOPICAL = ['news', 'policies'] as const;
export type Topical = (typeof TOPICAL)[number];

/** A topic, and how many public entries of a collection have it. */
export interface Topic {
  id: string;
  topic: string;
  count: number;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The topics of a collection, the most used first, one of each short name. */
export function topics(snapshot: Snapshot, collection: Topical): Topic[] {
  const all = snapshot.entries[collection].topics().map(([topic, count]) => ({ id: topicId(topic), topic, count }));
  const sorted = all.sort((a, b) => b.count - a.count || compare(a.topic, b.topic));
  return [...new Map(sorted.toReversed().map((topic) => [topic.id, topic])).values()].toReversed();
}

/** The topic that has a short name, or undefined. */
export const topicOf = (snapshot: Snapshot, id: string): string | undefined =>
  TOPICAL.flatMap((collection) => topics(snapshot, collection)).find((topic) => topic.id === id)?.topic;

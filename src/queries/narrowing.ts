import type { Snapshot } from '../content/snapshot.ts';
import { topics } from './topics.ts';
import { validities, type Validity, type ValidityName } from './validity.ts';

/** A topic by which policies are narrowed. It has no number: with one, each new policy would make all these pages again. */
export interface Subject {
  id: string;
  topic: string;
}

/** What policies can be narrowed by: a topic, a 有效性, both or neither. */
export interface Narrowing {
  /** The topic's short name. */
  topic?: string | undefined;
  state?: ValidityName | undefined;
}

/** The topics that policies have, of one 有效性 or of any, the most used of all first. */
export function subjects(snapshot: Snapshot, validity?: Validity): Subject[] {
  const { policies } = snapshot.entries;
  const has = (topic: string): boolean => validity === undefined || policies.about(topic).some(({ data }) => data.validity === validity);
  return topics(snapshot, 'policies').filter(({ topic }) => has(topic)).map(({ id, topic }) => ({ id, topic }));
}

/** Every pair of topic and 有效性 that a public document has. Looks at each document of each topic. */
export const crossings = (snapshot: Snapshot): { topic: string; state: ValidityName }[] =>
  subjects(snapshot).flatMap(({ id, topic }) => validities(snapshot, topic).map((state) => ({ topic: id, state })));

/** Where the policies are listed that are left. Of an address with both, what is cut off its end leaves the topic. */
export function narrowedPath({ topic, state }: Narrowing): string {
  if (topic) return `/policies/topics/${topic}/${state ? `${state}/` : ''}`;
  return state ? `/policies/validity/${state}/` : '/policies/';
}

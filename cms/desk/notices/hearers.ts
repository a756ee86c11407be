import type { Actor } from '../workflow/actor.ts';
import { inWhoseRight } from '../workflow/can.ts';
import type { Notice } from '../workflow/notice.ts';

/** An active person, as far as it decides what they hear of and where. */
export interface Hearer extends Actor {
  id: number;
  /** Where mails reach them; null: nowhere. */
  mail: string | null;
}

/**
 * Who is to hear of something: those who are named, or whoever may sign the stage in that collection. Never whoever did it, nor who could
 * not do what it is about.
 * `people` are the active ones; a name that is not among them hears nothing.
 */
export function hearersOf({ to, by, key: { collection }, except = [] }: Notice, people: readonly Hearer[]): Hearer[] {
  const others = people.filter(({ username }) => username !== by.username && !except.includes(username));
  if ('usernames' in to) return others.filter(({ username }) => to.usernames.includes(username));
  return others.filter((person) =>
    inWhoseRight(person, to.stage, collection) !== undefined
    && (person.collections === null || person.collections.includes(collection))
    // As `can` has it: what every page shows is changed by administrators alone.
    && (collection !== 'settings' || person.roles.includes('administrator')));
}

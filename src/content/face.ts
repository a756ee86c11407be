import type { Withdrawal } from '../model/desk-fields.ts';
import type { Instant } from './instant.ts';

/** A withdrawn entry as its page tells of it. */
export interface Withdrawn extends Withdrawal {
  title: string;
}

/** What was taken from the public of an entry: the list of a 公示 before its time, or all of it. */
export type TakenDown = 'list' | Withdrawn;

/** What an instant makes of an entry: everything of it that time alone can change, and what was taken from the public. */
export interface Face {
  /** Whether it has a page: its time has come. */
  readonly page: boolean;
  /** Whether the public may see it, on its page and in lists: its time has come, and it was not withdrawn. */
  readonly public: boolean;
  /** Of a withdrawn entry, public until then or not: what its page says instead. */
  readonly withdrawn?: Withdrawn;
  /** Of a notice with a period, both of whose days count: whether it has begun, and whether it is over. */
  readonly begun?: boolean;
  readonly over?: boolean;
  /** When this changes next, in milliseconds since the epoch; infinite when time changes nothing of it. */
  readonly turns: number;
}

/** An entry's face at an instant. `down`: what was taken of it elsewhere, and stays so whatever the file says. */
export function faceOf(data: object, instant: Instant, down?: TakenDown): Face {
  const { title = '', date, starts, ends, withdrawn: own } = data as { title?: string; date?: string; starts?: string; ends?: string; withdrawn?: Withdrawal };
  const withdrawn = typeof down === 'object' ? down : own && { title, ...own };
  const { answer, turns } = instant.watch(() => {
    const page = date === undefined || instant.reached(date);
    return {
      page,
      public: page && !withdrawn,
      ...(ends && !withdrawn ? { begun: !starts || instant.reached(`${starts}T00:00:00+08:00`), over: down === 'list' || instant.over(ends) } : {}),
    };
  });
  return { ...answer, ...(withdrawn ? { withdrawn } : {}), turns };
}

import type { Instant } from './instant.ts';

/** What an instant makes of an entry: everything of it that time alone can change. */
export interface Face {
  /** Whether the public may see it. */
  readonly public: boolean;
  /** Of a notice with a period, both of whose days count: whether it has begun, and whether it is over. */
  readonly begun?: boolean;
  readonly over?: boolean;
  /** When this changes next, in milliseconds since the epoch; infinite when time changes nothing of it. */
  readonly turns: number;
}

/** An entry's face at an instant. `down`: its list was taken down before its time, and stays so whatever the file says. */
export function faceOf(data: object, instant: Instant, down = false): Face {
  const { date, starts, ends } = data as { date?: string; starts?: string; ends?: string };
  const { answer, turns } = instant.watch(() => ({
    public: date === undefined || instant.reached(date),
    ...(ends ? { begun: !starts || instant.reached(`${starts}T00:00:00+08:00`), over: down || instant.over(ends) } : {}),
  }));
  return { ...answer, turns };
}

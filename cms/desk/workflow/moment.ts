const HOURS_8 = 8 * 3_600_000;

/** A moment as entries write it: `2026-11-25T09:30:00+08:00`, Beijing's time. `at` in ms since the epoch. */
export const momentOf = (at: number): string => `${new Date(at + HOURS_8).toISOString().slice(0, 19)}+08:00`;

const OFFSET = 8 * 3_600_000;

/** The day in Beijing at an instant (ms): `2026-11-25`. China has had one time and no summer time since 1991. */
export const dayInBeijing = (now: number): string => new Date(now + OFFSET).toISOString().slice(0, 10);

/** An instant (ms) as Beijing's clocks show it: `2026-11-25 15:40:02`. */
export const timeInBeijing = (now: number): string => new Date(now + OFFSET).toISOString().slice(0, 19).replace('T', ' ');

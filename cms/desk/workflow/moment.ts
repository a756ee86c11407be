import { timeInBeijing } from '../beijing.ts';

/** A moment as entries write it: `2026-11-25T09:30:00+08:00`, Beijing's time. `at` in ms since the epoch. */
export const momentOf = (at: number): string => `${timeInBeijing(at).replace(' ', 'T')}+08:00`;

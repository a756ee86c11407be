import type { Media } from '../../../../src/content/media.ts';

/** What the desk tells the process beside its publications. */
export type BesideOrder =
  /** There is a new release, or new search data. */
  | { released: true }
  /** A reader asks for a picture that is not made yet. */
  | { make: string; order: number }
  /** An upload came in that will be shown. */
  | { prepare: Media };

export type BesideAnswer =
  | { made: boolean; order: number }
  /** The plain directory shows everything up to this transaction, compressed copies included. */
  | { followed: number }
  | { log: string };

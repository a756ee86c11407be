import type { Instant } from '../content/instant.ts';

/** Six months that begin with January or July, counted from the year 2000. */
const begins = (half: number): string => `${2000 + Math.floor(half / 2)}-${half % 2 === 0 ? '01' : '07'}-01T00:00:00+08:00`;
/** No site of ours is older. */
const FIRST = 2 * 26;

/**
 * Until when what a site says of itself may be relied on: six to twelve months from the snapshot's instant. The desk makes it again when
 * a half-year begins; a tree that nobody builds any more runs out by itself, which is what the date is for (RFC 9116, 2.5.5).
 */
export function expiry(instant: Instant): string {
  let half = FIRST;
  while (instant.reached(begins(half))) half += 1;
  return begins(half + 1);
}

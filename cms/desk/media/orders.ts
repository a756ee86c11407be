import type { RefusalCode } from '../../protocol/refusal.ts';

/** What the desk tells the process that judges uploads. */
export interface MediaOrder {
  order: number;
  kind: string;
  bytes: Uint8Array;
}

export type MediaAnswer =
  | { order: number; kept: Uint8Array }
  | { order: number; refused: { code: RefusalCode; error: string } }
  /** Something went wrong that is nobody's fault but ours. */
  | { order: number; failed: string };

import type { Entry } from '../content/snapshot.ts';

/** Where a notice stands: a 公示 that is open or about to open, one that is over, a result, or anything else (公告, 通知). */
export type Stage = 'running' | 'over' | 'results' | 'others';

/** The stage of a notice at its snapshot's instant. */
export function stageOf({ data, face }: Entry): Stage {
  const { kind } = data as { kind?: string };
  if (kind === '公示') return face.over ? 'over' : 'running';
  return kind === '结果' ? 'results' : 'others';
}

import type { DraftSteps } from '../../protocol/history.ts';
import type { Commit, Store } from '../store/store.ts';
import { isStep, tellCommit } from './tell-commit.ts';

/** Steps of one draft that are told; whoever saves every minute for a day has made more. */
const MOST = 100;

/** The steps of a draft up to its head, the newest first; not those from `until` on, which an earlier publication has told already. */
export async function stepsUpTo(store: Store, head: string, until: ReadonlySet<string> = new Set()): Promise<DraftSteps> {
  const steps: DraftSteps['steps'] = [];
  let at = await store.commit(head);
  while (at && isStep(at) && !until.has(at.id)) {
    if (steps.length === MOST) return { steps, more: true };
    const before: Commit | null = await store.commit(at.parents[0]!);
    // Drafts that are older than digests: by their files.
    const [then, now] = [before?.trailers['Digest'], at.trailers['Digest']];
    const changed = !before || !isStep(before) || (then && now ? then !== now : before.tree !== at.tree);
    steps.push({ ...tellCommit(at), changed });
    at = before;
  }
  return { steps, more: false };
}

export const NO_STEPS: DraftSteps = { steps: [], more: false };

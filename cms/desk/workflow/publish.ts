import type { Params, Result } from '../../protocol/store.ts';
import type { Person } from '../store/commit.ts';
import { RefMoved } from '../store/refs.ts';
import type { Actor } from './actor.ts';
import { isReady } from './can.ts';
import { changeDraft, type Desk, type Outcome } from './change-draft.ts';
import { checkDraft } from './check-entry.ts';
import { type OpenDraft, readDraft } from './drafts.ts';
import { branchOf, type EntryKey } from './entry-key.ts';
import { guard } from './judge-verb.ts';
import { mergePublished } from './merge-published.ts';
import { putOnMain } from './put-on-main.ts';
import { Refused } from './refused.ts';
import { titleOf } from './subject.ts';
import { tellWriters } from './tell.ts';

const GONE = '这份草稿已经不在了（可能已发布或被删除），请回到列表刷新';

/** Publishes a draft that is ready. Only `main` is moved; the branch that is left over goes afterwards, or at the next start. */
export async function publish(desk: Desk, actor: Actor, key: Params<'publish'>): Promise<Result<'publish'>> {
  return publishReady(desk, actor, key, (draft) => guard(desk, actor, 'publish', key, draft));
}

/** The same for a moment that was set: what stands is judged, and nobody's rights. */
export async function publishReady(desk: Desk, by: Person, key: EntryKey, judge: (draft: OpenDraft) => Promise<unknown>, what = '发布'): Promise<Outcome & { commit: string }> {
  const chain = desk.chain(key.collection);
  for (let attempt = 0; attempt < 20; attempt++) {
    const open = await readDraft(desk.store, key);
    if (!open) throw new Refused('not-found', GONE);
    await judge(open);
    const main = await desk.store.main();
    const draft = await mergePublished(desk, by, open, main);
    if (!isReady(draft.record, chain)) throw new Refused('not-ready', '写这份草稿期间，已发布的文字改过，改动已经并进草稿；原来的审签因此作废，请重新审签后再发布');
    const text = await checkDraft(desk, key, draft.head, draft, '发布', main.tree);
    const commit = await putOnMain(desk, main, { draft, text, by, chain, subject: `${what}：${titleOf(text.bytes.toString('utf8')) ?? key.id}` });
    if (!commit) continue;
    await closeDraft(desk, key, draft.head.id, commit, by);
    tellWriters(desk, draft, { kind: 'published', by });
    return { commit, ...(await desk.wake(commit)) };
  }
  throw new Refused('unavailable', '同时发布的人太多，这次没有发布；请稍候再试');
}

/** Removes the branch. A save that came in between keeps it, and goes on from what is published now. */
export async function closeDraft(desk: Desk, key: EntryKey, head: string, commit: string, person: Person): Promise<void> {
  try {
    await desk.store.move(branchOf(key), head, null);
  } catch (error) {
    // Anything else is housekeeping that the next start finishes.
    if (!(error instanceof RefMoved)) return;
    await changeDraft(desk, key, person, async (open) => {
      if (!open) throw new Refused('not-found', '草稿已经不在了');
      return { act: 'status', subject: '接着已发布的文字写', base: commit };
    }).catch(() => {});
  }
}

import type { Params, Result } from '../../protocol/store.ts';
import type { Actor } from './actor.ts';
import { changeDraft, type Desk } from './change-draft.ts';
import { checkDraft } from './check-entry.ts';
import { readDraft } from './drafts.ts';
import { guard } from './judge-verb.ts';
import { mergePublished } from './merge-published.ts';
import { putOnMain } from './put-on-main.ts';
import { Refused } from './refused.ts';
import { titleOf } from './subject.ts';
import { keyOf, tellNext, tellWriters } from './tell.ts';

/**
 * Publishes what nobody has signed yet, for an emergency, with a reason. The draft stays open and waits to be signed afterwards; until
 * then it is shown as such, and the page names nobody.
 */
export async function publishUrgently(desk: Desk, actor: Actor, params: Params<'publishUrgently'>): Promise<Result<'publishUrgently'>> {
  const key = keyOf(params);
  const chain = desk.chain(key.collection);
  for (let attempt = 0; attempt < 20; attempt++) {
    const open = await readDraft(desk.store, key);
    await guard(desk, actor, 'publish-urgently', key, open);
    const main = await desk.store.main();
    const draft = await mergePublished(desk, actor, open!, main);
    const text = await checkDraft(desk, key, draft.head, draft, '发布', main.tree);
    const title = titleOf(text.bytes.toString('utf8')) ?? key.id;
    const commit = await putOnMain(desk, main, { draft, text, by: actor, chain, urgent: true, subject: `紧急发布：${title}`, remark: params.reason });
    if (!commit) continue;
    const kept = await changeDraft(desk, key, actor, async (still) => {
      if (!still) throw new Refused('not-found', '草稿已经不在了');
      return { act: 'urgent', state: 'pending_review', subject: `紧急发布，待补签：${title}`, remark: params.reason, trailers: { Published: commit }, base: commit };
    });
    tellWriters(desk, kept, { kind: 'urgent', by: actor, reason: params.reason });
    tellNext(desk, kept, actor);
    return { commit, ...(await desk.wake(commit)) };
  }
  throw new Refused('unavailable', '同时发布的人太多，这次没有发布；请稍候再试');
}

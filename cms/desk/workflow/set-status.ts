import type { Draft, Params } from '../../protocol/store.ts';
import type { Actor } from './actor.ts';
import { changeDraft, type Desk } from './change-draft.ts';
import { readDraft, statusOf, tellDraft } from './drafts.ts';
import { guard } from './judge-verb.ts';
import { Refused } from './refused.ts';
import { sign } from './sign.ts';
import { subjectOf } from './subject.ts';
import { submit } from './submit.ts';
import { keyOf } from './tell.ts';
import { withdrawSubmission } from './withdraw-submission.ts';

/**
 * What Decap's board asks for when a card is moved, as the verb that it means: to 待审 submits, to 就绪 signs the actor's own stage
 * and no more, back to 撰写中 withdraws the submission. Without a chain the three states are the writer's own to set.
 */
export async function setStatus(desk: Desk, actor: Actor, params: Params<'setStatus'>): Promise<{ draft: Draft }> {
  const key = keyOf(params);
  const chain = desk.chain(key.collection);
  const open = await readDraft(desk.store, key);
  if (!open) throw new Refused('not-found', '这份草稿已经不在了（可能已发布或被删除），请回到列表刷新');
  const { status } = params;
  if (chain.length === 0) return setFreely(desk, actor, params);
  if (status === statusOf(open.record, chain)) return { draft: tellDraft(open, chain) };
  if (status === 'draft') {
    const own = open.record.writers.some(({ username }) => username === actor.username);
    if (!own) throw new Refused('not-ready', '退回修改要写明原因：请打开这一条，在审签栏里点“退回修改”');
    return withdrawSubmission(desk, actor, key);
  }
  if (status === 'pending_review' && open.record.state !== 'draft') throw new Refused('not-ready', '各审都已签过；要重审，请先退回修改');
  if (open.record.state === 'draft') return submit(desk, actor, key);
  return sign(desk, actor, { ...key, review: true, proof: true });
}

async function setFreely(desk: Desk, actor: Actor, { status, ...key }: Params<'setStatus'>): Promise<{ draft: Draft }> {
  const draft = await changeDraft(desk, key, actor, async (open, at) => {
    if (!open) throw new Refused('not-found', '这份草稿已经不在了（可能已发布或被删除），请回到列表刷新');
    await guard(desk, actor, 'save', key, open);
    const what = { draft: '继续写', pending_review: '送审', pending_publish: '就绪' }[status];
    return { act: status === 'draft' ? 'withdraw-submission' : 'submit', state: status, subject: await subjectOf(desk, what, at, key) };
  });
  return { draft: tellDraft(draft, []) };
}

import { STAGE_NAMES } from '../../protocol/roles.ts';
import type { Draft, Params } from '../../protocol/store.ts';
import type { Actor } from './actor.ts';
import { inWhoseRight } from './can.ts';
import { changeDraft, type Desk } from './change-draft.ts';
import { digestOf } from './digest.ts';
import { tellDraft } from './drafts.ts';
import { fileOfEntry } from './entry-key.ts';
import { finishUrgent } from './finish-urgent.ts';
import { guard } from './judge-verb.ts';
import { standingOf, tellPerson } from './record.ts';
import { Refused } from './refused.ts';
import { subjectOf } from './subject.ts';
import { keyOf, tellNext } from './tell.ts';

/**
 * Signs the stage whose turn it is: 审, 校 or both. Bound to the text that the reviewer had before them: where somebody has saved
 * since, it is refused and nothing is signed.
 */
export async function sign(desk: Desk, actor: Actor, params: Params<'sign'>): Promise<{ draft: Draft }> {
  const key = keyOf(params);
  const chain = desk.chain(key.collection);
  if (!params.review && !params.proof) throw new Refused('bad-request', '请至少勾选“审”或“校”中的一项');
  const draft = await changeDraft(desk, key, actor, async (open, at) => {
    await guard(desk, actor, 'sign', key, open);
    const { record } = open!;
    const digest = await digestOf(desk.store, at.tree, fileOfEntry(key));
    if (params.digest !== undefined && params.digest !== digest) throw new Refused('conflict', '您打开之后，这篇稿子又改过，所以没有签。请刷新，看过新的文字再签');
    const { outstanding, stages } = standingOf(record, chain);
    const stage = outstanding!;
    const given = stages.find((one) => one.stage === stage)!;
    if ((!params.review || given.review) && (!params.proof || given.proof)) throw new Refused('not-ready', '这一项已经签过了');
    const right = inWhoseRight(actor, stage, key.collection, record.writers);
    return {
      act: 'sign', state: 'pending_review', subject: await subjectOf(desk, `${STAGE_NAMES[stage]}${params.review && params.proof ? '审校' : params.review ? '审' : '校'}通过`, at, key),
      ...(params.remark ? { remark: params.remark } : {}),
      trailers: {
        Stage: stage,
        ...(params.review && !given.review ? { Review: 'agreed' } : {}), ...(params.proof && !given.proof ? { Proof: 'agreed' } : {}),
        Signer: tellPerson(actor), ...(right ? { 'Stands-For': tellPerson(right) } : {}),
      },
    };
  });
  tellNext(desk, draft, actor);
  await finishUrgent(desk, draft);
  return { draft: tellDraft(draft, chain) };
}

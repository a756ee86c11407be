import type { Draft, Params } from '../../protocol/store.ts';
import { STAGES } from '../../protocol/roles.ts';
import type { Actor } from './actor.ts';
import { inWhoseRight } from './can.ts';
import { changeDraft, type Desk } from './change-draft.ts';
import { tellDraft } from './drafts.ts';
import { guard } from './judge-verb.ts';
import { standingOf } from './record.ts';
import { subjectOf } from './subject.ts';
import { keyOf, tellWriters } from './tell.ts';

/** Returns a draft to those who wrote it, with a reason; what was signed is void. */
export async function sendBack(desk: Desk, actor: Actor, params: Params<'sendBack'>): Promise<{ draft: Draft }> {
  const key = keyOf(params);
  const chain = desk.chain(key.collection);
  const draft = await changeDraft(desk, key, actor, async (open, at) => {
    await guard(desk, actor, 'send-back', key, open);
    const { outstanding } = standingOf(open!.record, chain);
    // Told as the stage whose turn it is, if that is this person's; else as the first of theirs.
    const own = STAGES.filter((stage) => chain.includes(stage) && inWhoseRight(actor, stage, key.collection) !== undefined);
    const stage = outstanding && own.includes(outstanding) ? outstanding : own[0]!;
    return { act: 'send-back', state: 'draft', subject: await subjectOf(desk, '退回修改', at, key), remark: params.reason, trailers: { Stage: stage } };
  });
  tellWriters(desk, draft, { kind: 'sent-back', by: actor, reason: params.reason });
  return { draft: tellDraft(draft, chain) };
}

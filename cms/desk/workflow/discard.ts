import type { Params, Result } from '../../protocol/store.ts';
import { RefMoved } from '../store/refs.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './change-draft.ts';
import { readDraft } from './drafts.ts';
import { branchOf } from './entry-key.ts';
import { guard } from './judge-verb.ts';
import { Refused } from './refused.ts';

/** Throws a draft away; what is published stays as it is. */
export async function discard(desk: Desk, actor: Actor, params: Params<'discard'>): Promise<Result<'discard'>> {
  const draft = await readDraft(desk.store, params);
  await guard(desk, actor, 'discard', params, draft);
  if (!draft) return { discarded: true };
  try {
    await desk.store.move(branchOf(params), draft.head.id, null);
    if (draft.record.scheduled) desk.scheduled();
  } catch (error) {
    if (error instanceof RefMoved) throw new Refused('conflict', `${draft.head.author.name} 刚刚又保存了这份草稿，没有删除；请刷新后再决定`);
    throw error;
  }
  return { discarded: true };
}

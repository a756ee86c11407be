import type { Draft } from '../../protocol/store.ts';
import type { Actor } from './actor.ts';
import { changeDraft, type Desk } from './change-draft.ts';
import { tellDraft } from './drafts.ts';
import type { EntryKey } from './entry-key.ts';
import { guard } from './judge-verb.ts';
import { subjectOf } from './subject.ts';

/** Takes a draft back from review; what was signed is void. */
export async function withdrawSubmission(desk: Desk, actor: Actor, key: EntryKey): Promise<{ draft: Draft }> {
  const draft = await changeDraft(desk, key, actor, async (open, at) => {
    await guard(desk, actor, 'withdraw-submission', key, open);
    return { act: 'withdraw-submission', state: 'draft', subject: await subjectOf(desk, '撤回送审', at, key) };
  });
  return { draft: tellDraft(draft, desk.chain(key.collection)) };
}

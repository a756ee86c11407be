import type { Draft } from '../../protocol/store.ts';
import type { Actor } from './actor.ts';
import { changeDraft, type Desk } from './change-draft.ts';
import { checkDraft } from './check-entry.ts';
import { tellDraft } from './drafts.ts';
import type { EntryKey } from './entry-key.ts';
import { guard } from './judge-verb.ts';
import { subjectOf } from './subject.ts';
import { tellNext } from './tell.ts';

/** Hands a draft in for review. From here on every change of its text voids what was signed. */
export async function submit(desk: Desk, actor: Actor, key: EntryKey): Promise<{ draft: Draft }> {
  const chain = desk.chain(key.collection);
  const draft = await changeDraft(desk, key, actor, async (open, at) => {
    await guard(desk, actor, 'submit', key, open);
    await checkDraft(desk, key, at, open!, '送审');
    return { act: 'submit', state: chain.length ? 'pending_review' : 'pending_publish', subject: await subjectOf(desk, '送审', at, key) };
  });
  tellNext(desk, draft, actor);
  return { draft: tellDraft(draft, chain) };
}

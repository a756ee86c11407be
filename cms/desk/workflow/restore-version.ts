import type { Draft, Params } from '../../protocol/store.ts';
import { MAIN } from '../store/store.ts';
import type { Actor } from './actor.ts';
import { changeDraft, type Desk } from './change-draft.ts';
import { checkEntry } from './check-entry.ts';
import { readDraft, tellDraft } from './drafts.ts';
import { fileOfEntry } from './entry-key.ts';
import { guard } from './judge-verb.ts';
import { ownedIn, sameOwned, withOwned } from './owned-fields.ts';
import { Refused } from './refused.ts';
import { subjectOf } from './subject.ts';
import { keyOf, tellVoided } from './tell.ts';

/** Puts an earlier text of an entry into its draft; it goes the way of every change from there. The text that stood there stays in the history. */
export async function restoreVersion(desk: Desk, actor: Actor, params: Params<'restoreVersion'>): Promise<{ draft: Draft }> {
  const { store } = desk;
  const key = keyOf(params);
  const own = fileOfEntry(key);
  const begun = await readDraft(store, key);
  // What main or the open draft holds; not what somebody threw away.
  const heads = [MAIN, ...(begun ? [begun.head.id] : [])];
  const held = await Promise.all(heads.map((head) => store.contains(head, params.commit)));
  const earlier = held.includes(true) ? await store.file(params.commit, own) : null;
  if (!earlier) throw new Refused('not-found', '那个版本里没有这一条，不能恢复；请刷新后另选一个');
  const draft = await changeDraft(desk, key, actor, async (open, at) => {
    await guard(desk, actor, 'restore-version', key, open);
    const stands = await store.file(MAIN, own);
    const now = stands?.bytes.toString('utf8') ?? '---\n---\n';
    const raw = withOwned(earlier.bytes.toString('utf8'), ownedIn(now));
    if (!sameOwned(raw, now)) throw new Refused('invalid-entry', '那个版本的审签记录写法不对，不能恢复');
    const bytes = Buffer.from(raw);
    const findings = await checkEntry(store, own, bytes, at.tree, new Set());
    const error = findings.find(({ severity }) => severity === 'error');
    if (error) throw new Refused('invalid-entry', `那个版本不合现在的要求，没有恢复：${error.sentence}`, { findings });
    return { act: 'save', changes: new Map([[own, { id: await store.blob(bytes) }]]), subject: await subjectOf(desk, '恢复旧版', { id: params.commit }, key) };
  });
  tellVoided(desk, draft, actor);
  return { draft: tellDraft(draft, desk.chain(key.collection)) };
}

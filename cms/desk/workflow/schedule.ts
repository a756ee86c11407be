import type { Draft, Params } from '../../protocol/store.ts';
import type { Actor } from './actor.ts';
import { changeDraft, type Desk } from './change-draft.ts';
import { checkDraft } from './check-entry.ts';
import { tellDraft } from './drafts.ts';
import type { EntryKey } from './entry-key.ts';
import { guard } from './judge-verb.ts';
import { Refused } from './refused.ts';
import { subjectOf } from './subject.ts';
import { keyOf, tellWriters } from './tell.ts';

/** Further ahead nobody remembers what was agreed to. */
const FURTHEST = 366 * 86_400_000;

/** Sets the moment at which the desk publishes a draft that is ready, by itself. Until then its text cannot be changed. */
export async function schedule(desk: Desk, actor: Actor, params: Params<'schedule'>): Promise<{ draft: Draft }> {
  const key = keyOf(params);
  const at = Date.parse(params.at);
  if (at <= desk.now()) throw new Refused('bad-request', '定时要在现在以后；要马上公开，请直接发布');
  if (at > desk.now() + FURTHEST) throw new Refused('bad-request', '定时最远到一年以后');
  const draft = await changeDraft(desk, key, actor, async (open, head) => {
    await guard(desk, actor, 'schedule', key, open);
    await checkDraft(desk, key, head, open!, '定时');
    return { act: 'schedule', subject: await subjectOf(desk, '定时发布', head, key), trailers: { For: new Date(at).toISOString() } };
  });
  desk.scheduled();
  tellWriters(desk, draft, { kind: 'scheduled', by: actor });
  return { draft: tellDraft(draft, desk.chain(key.collection)) };
}

/** Takes the moment back; the draft stays ready. */
export async function unschedule(desk: Desk, actor: Actor, key: EntryKey): Promise<{ draft: Draft }> {
  const draft = await changeDraft(desk, key, actor, async (open, head) => {
    await guard(desk, actor, 'unschedule', key, open);
    return { act: 'unschedule', subject: await subjectOf(desk, '取消定时', head, key) };
  });
  desk.scheduled();
  tellWriters(desk, draft, { kind: 'unscheduled', by: actor });
  return { draft: tellDraft(draft, desk.chain(key.collection)) };
}

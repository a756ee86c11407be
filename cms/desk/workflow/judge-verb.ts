import { MAIN } from '../store/store.ts';
import type { Verb } from '../../protocol/verbs.ts';
import type { Actor } from './actor.ts';
import { can, type Reason, type Situation } from './can.ts';
import type { Desk } from './change-draft.ts';
import { type OpenDraft, readDraft } from './drafts.ts';
import { type EntryKey, fileOfEntry } from './entry-key.ts';
import { isWithdrawn } from './owned-fields.ts';
import { Refused } from './refused.ts';

/** What stands about an entry now. Since when it is published is asked of Git's history, so for deletion alone; otherwise it is long ago. */
export async function situationOf(desk: Desk, key: EntryKey, draft?: OpenDraft | null, verb?: Verb): Promise<Situation> {
  const open = draft === undefined ? await readDraft(desk.store, key) : draft;
  const own = fileOfEntry(key);
  const text = await desk.store.file(MAIN, own);
  const published = text && { since: verb === 'delete' ? ((await desk.store.firstAdded(own)) ?? 0) : 0, withdrawn: isWithdrawn(text.bytes.toString('utf8')) };
  return { collection: key.collection, chain: desk.chain(key.collection), draft: open?.record ?? null, published, now: desk.now() };
}

/** Refuses with every reason at once, in one sentence, when an actor may not do a verb. */
export function refuseUnless(reasons: readonly Reason[]): void {
  const [first] = reasons;
  if (!first) return;
  const worst = reasons.find(({ code }) => code === 'forbidden') ?? first;
  throw new Refused(worst.code, [...new Set(reasons.map(({ sentence }) => sentence))].join('；'));
}

/** Guards a verb about an entry's draft. */
export async function guard(desk: Desk, actor: Actor, verb: Verb, key: EntryKey, draft?: OpenDraft | null): Promise<Situation> {
  const situation = await situationOf(desk, key, draft, verb);
  refuseUnless(can(actor, verb, situation));
  return situation;
}

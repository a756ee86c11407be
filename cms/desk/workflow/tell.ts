import type { Person } from '../store/commit.ts';
import type { Desk } from './change-draft.ts';
import type { OpenDraft } from './drafts.ts';
import type { EntryKey } from './entry-key.ts';
import type { Notice } from './notice.ts';
import { standingOf } from './record.ts';

/** An entry's title as the last step of its draft names it: subjects are `保存：标题`. */
export const titleOfDraft = (draft: OpenDraft): string => draft.head.subject.replace(/^[^：]{1,8}：/, '');

/** Tells those whose sign-offs a step has voided. */
export function tellVoided(desk: Desk, draft: OpenDraft, by: Person): void {
  const { voided, last } = draft.record;
  // Voided by this very step: an older loss was told when it happened.
  if (voided.length === 0 || draft.record.before?.voided === voided) return;
  desk.notify({ kind: 'voided', key: draft.key, title: titleOfDraft(draft), by, at: last.at, to: { usernames: [...new Set(voided.map((sign) => sign.by.username))] } });
}

/** Tells those whose turn it is now; when all have signed, those who wrote it. */
export function tellNext(desk: Desk, draft: OpenDraft, by: Person): void {
  const { state, last, writers, signOffs, urgent } = draft.record;
  const chain = desk.chain(draft.key.collection);
  const { outstanding } = standingOf(draft.record, chain);
  if (state === 'draft' || chain.length === 0) return;
  if (!outstanding) {
    if (!urgent) tellWriters(desk, draft, { kind: 'ready', by });
    return;
  }
  // Those of the stage know already when one of them has given half of it.
  if (last.act === 'sign' && last.stage === outstanding) return;
  const except = [...writers, ...signOffs.filter(({ stage }) => stage !== outstanding).map((sign) => sign.by)].map(({ username }) => username);
  desk.notify({ kind: 'waits', key: draft.key, title: titleOfDraft(draft), by, at: last.at, to: { stage: outstanding }, except });
}

/** Tells those who wrote a draft of what came of it. */
export function tellWriters(desk: Desk, draft: OpenDraft, notice: Pick<Notice, 'kind' | 'by' | 'reason'>): void {
  desk.notify({ key: draft.key, title: titleOfDraft(draft), at: desk.now(), to: { usernames: draft.record.writers.map(({ username }) => username) }, ...notice });
}

/** The key alone, of parameters that hold more. */
export const keyOf = ({ collection, id }: EntryKey): EntryKey => ({ collection, id });

import type { Desk } from './change-draft.ts';
import { isReady } from './can.ts';
import { changeDraft } from './change-draft.ts';
import { type OpenDraft, readDrafts } from './drafts.ts';
import { publishReady } from './publish.ts';
import { Refused } from './refused.ts';
import { tellWriters } from './tell.ts';
import { DESK } from '../store/commit.ts';

/** The drafts that are to be published at a set moment, the earliest first. */
export async function scheduledDrafts(desk: Desk): Promise<{ draft: OpenDraft; at: number }[]> {
  const drafts = await readDrafts(desk.store);
  return drafts.flatMap((draft) => (draft.record.scheduled ? [{ draft, at: Date.parse(draft.record.scheduled.for) }] : [])).sort((a, b) => a.at - b.at);
}

/**
 * Publishes what is due, also what became due while the desk was off. What cannot be published any more loses its moment, and those who
 * wrote it and who set it are told why; the others are not held up. Gives the next moment (ms), or undefined.
 */
export async function publishScheduled(desk: Desk): Promise<number | undefined> {
  for (const { draft, at } of await scheduledDrafts(desk)) {
    if (at > desk.now()) return at;
    const { by } = draft.record.scheduled!;
    try {
      await publishReady(desk, by, draft.key, async (open) => {
        if (open.record.scheduled?.for !== draft.record.scheduled?.for) throw new Refused('not-ready', '定时刚刚改过');
        if (!isReady(open.record, desk.chain(open.key.collection))) throw new Refused('not-ready', '审签不齐');
      }, '定时发布');
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const reason = error.message;
      await changeDraft(desk, draft.key, DESK, async (open) => {
        if (!open?.record.scheduled) throw new Refused('not-found', '没有排发布时间');
        return { act: 'unschedule', subject: `定时没有发布：${reason}` };
      }).catch(() => {});
      tellWriters(desk, draft, { kind: 'failed', by: DESK, reason });
    }
  }
  return undefined;
}

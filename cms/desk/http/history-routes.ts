import { type Activity, type ActivityPeople, ActivityQuery, type Approval, ApprovalQuery, type EntryHistory, HistoryQuery, type Texts, TextsQuery } from '../../protocol/history.ts';
import { api } from '../../protocol/paths.ts';
import { readActivity } from '../history/activity.ts';
import { readApproval } from '../history/approval.ts';
import { readHistory } from '../history/entry-history.ts';
import { peopleOf } from '../history/people.ts';
import { readTexts } from '../history/texts.ts';
import type { ReleasedFiles } from '../publishing/released-files.ts';
import type { Desk } from '../workflow/change-draft.ts';
import { judge } from './answer.ts';
import { Routes } from './guard.ts';

export interface HistoryParts {
  desk: Pick<Desk, 'store' | 'chain'>;
  files: Pick<ReleasedFiles, 'list'>;
}

/** Who did what, when and why: of one entry, of the whole site, and as a form to be signed. All read from Git; for signed-in people. */
export function historyRoutes({ desk, files }: HistoryParts): Routes {
  const { store } = desk;
  /** The kept releases, by the commits that they show; of several, the first that did. */
  const releases = () => new Map(files.list().map(({ commit, id }) => [commit, id]));
  return new Routes()
    .on('GET', api.history, 'read', async (c) => {
      const { from, ...key } = judge(HistoryQuery, c.req.query());
      return c.json(await readHistory(store, key, from, releases()) satisfies EntryHistory);
    })
    .on('GET', api.historyTexts, 'read', async (c) => {
      const { to, from, ...key } = judge(TextsQuery, c.req.query());
      return c.json(await readTexts(store, key, to, from) satisfies Texts);
    })
    .on('GET', api.activity, 'read', async (c) => c.json(await readActivity(store, judge(ActivityQuery, c.req.query()), releases()) satisfies Activity))
    .on('GET', api.activityPeople, 'read', async (c) => c.json({ people: await peopleOf(store) } satisfies ActivityPeople))
    .on('GET', api.approval, 'read', async (c) => {
      const { commit, ...key } = judge(ApprovalQuery, c.req.query());
      return c.json(await readApproval(desk, key, commit) satisfies Approval);
    });
}

import { api } from '../../protocol/paths.ts';
import { actions, type ActionName, type Params, type Result, StoreRequest } from '../../protocol/store.ts';
import type { Actor } from '../workflow/actor.ts';
import { hasRole } from '../workflow/can.ts';
import type { Desk } from '../workflow/change-draft.ts';
import { correct } from '../workflow/correct.ts';
import { deletePublished } from '../workflow/delete-published.ts';
import { discard } from '../workflow/discard.ts';
import { readDraft, readDrafts, tellDraft } from '../workflow/drafts.ts';
import { refuseUnless } from '../workflow/judge-verb.ts';
import { listEntries } from '../workflow/list-entries.ts';
import { publish } from '../workflow/publish.ts';
import { publishUrgently } from '../workflow/publish-urgently.ts';
import { draftFile, entry, keepMedia, media } from '../workflow/read.ts';
import { restoreVersion } from '../workflow/restore-version.ts';
import { save } from '../workflow/save.ts';
import { schedule, unschedule } from '../workflow/schedule.ts';
import { sendBack } from '../workflow/send-back.ts';
import { setStatus } from '../workflow/set-status.ts';
import { sign } from '../workflow/sign.ts';
import { standing } from '../workflow/standing.ts';
import { submit } from '../workflow/submit.ts';
import { waiting } from '../workflow/waiting.ts';
import { withdraw } from '../workflow/withdraw.ts';
import { withdrawSubmission } from '../workflow/withdraw-submission.ts';
import { judge, readJson } from './answer.ts';
import { Routes } from './guard.ts';

type Verbs = { [A in ActionName]: (desk: Desk, actor: Actor, params: Params<A>) => Promise<Result<A>> };

/** Every action of the protocol and what does it; one that is missing does not compile, and neither does one without a verb. */
const verbs: Verbs = {
  entries: (desk, _actor, params) => listEntries(desk, params),
  entry: (desk, _actor, params) => entry(desk, params),
  drafts: async (desk) => ({ drafts: (await readDrafts(desk.store)).map((draft) => tellDraft(draft, desk.chain(draft.key.collection))) }),
  draft: async (desk, _actor, params) => {
    const draft = await readDraft(desk.store, params);
    return { draft: draft && tellDraft(draft, desk.chain(params.collection)) };
  },
  draftFile: (desk, _actor, params) => draftFile(desk, params),
  media: (desk) => media(desk),
  keepMedia,
  standing, waiting, save, setStatus, submit, withdrawSubmission, sign, sendBack, publish, schedule, unschedule, publishUrgently, withdraw, correct, discard, deletePublished, restoreVersion,
};

/** The store's routes, for signed-in people. */
export function storeRoutes(desk: Desk): Routes {
  return new Routes()
    // Each action has a verb of its own.
    .on('POST', api.store, 'read', async (c) => {
      const { action, params } = await readJson(c, StoreRequest, 8 * 1024 * 1024);
      refuseUnless(hasRole(c.var.person, actions[action].verb));
      const act = verbs[action] as (desk: Desk, actor: Actor, params: unknown) => Promise<unknown>;
      return c.json((await act(desk, c.var.person, judge(actions[action].params as never, params))) as object);
    });
}

import { decodes } from '../../../src/content/images.ts';
import { ending, isImage, isMedia, MAX_FILE_BYTES } from '../../../src/model/media.ts';
import { place } from '../../../src/model/place.ts';
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
import { Refused } from '../workflow/refused.ts';
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
import { judge, readBytes, readJson } from './answer.ts';
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

/** What media are served as: the browser is told the kind and may not guess another. */
const TYPES: Record<string, string> = { jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', avif: 'image/avif' };

/** The store's routes, for signed-in people. */
export function storeRoutes(desk: Desk, uploaded: (path: string, version: string, bytes: Buffer) => unknown): Routes {
  return new Routes()
    // Each action has a verb of its own.
    .on('POST', api.store, 'read', async (c) => {
      const { action, params } = await readJson(c, StoreRequest, 8 * 1024 * 1024);
      refuseUnless(hasRole(c.var.person, actions[action].verb));
      const act = verbs[action] as (desk: Desk, actor: Actor, params: unknown) => Promise<unknown>;
      return c.json((await act(desk, c.var.person, judge(actions[action].params as never, params))) as object);
    })
    .on('POST', api.media, 'upload', async (c) => {
      const path = c.req.query('path') ?? '';
      const where = place(path);
      if (where.what !== 'media') {
        const kind = !isMedia(path) && path.startsWith('content/media/');
        throw new Refused(kind ? 'refused-kind' : 'refused-path', where.what === 'refused' ? where.sentence : '图片和附件只能放在 content/media/ 之下');
      }
      const bytes = await readBytes(c, MAX_FILE_BYTES);
      if (bytes.length === 0) throw new Refused('bad-request', '文件是空的，没有接收');
      if (isImage(path) && !(await decodes(bytes))) throw new Refused('refused-kind', '这个文件不是能打开的图片；请重新导出为 JPEG 或 PNG 再上传');
      const version = await desk.store.blob(bytes);
      void uploaded(path, version, bytes);
      return c.json({ path, version, bytes: bytes.length }, 201);
    })
    .on('GET', `${api.media}/:version{[0-9a-f]{40}}/:name`, 'read', async (c) => {
      const name = c.req.param('name');
      const object = isMedia(name) ? await desk.store.reader.get(c.req.param('version')) : null;
      if (object?.type !== 'blob') throw new Refused('not-found', '没有这个文件');
      return c.body(new Uint8Array(object.bytes), 200, {
        'Content-Type': TYPES[ending(name)] ?? 'application/octet-stream',
        'Content-Disposition': TYPES[ending(name)] ? 'inline' : 'attachment',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cache-Control': 'private, max-age=31536000, immutable',
      });
    });
}

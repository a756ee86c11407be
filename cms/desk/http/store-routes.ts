import { Hono } from 'hono';
import { decodes } from '../../../src/content/images.ts';
import { ending, isImage, isMedia, MAX_FILE_BYTES } from '../../../src/model/media.ts';
import { place } from '../../../src/model/place.ts';
import { api } from '../../protocol/paths.ts';
import { actions, type ActionName, type Params, type Result, StoreRequest } from '../../protocol/store.ts';
import type { Person } from '../store/commit.ts';
import type { Desk } from '../workflow/change-draft.ts';
import { discard } from '../workflow/discard.ts';
import { readDraft, readDrafts, tellDraft } from '../workflow/drafts.ts';
import { publish } from '../workflow/publish.ts';
import { draftFile, entries, entry, keepMedia, media } from '../workflow/read.ts';
import { Refused } from '../workflow/refused.ts';
import { save } from '../workflow/save.ts';
import { setStatus } from '../workflow/set-status.ts';
import { judge, readBytes, readJson } from './answer.ts';
import type { Environment } from './context.ts';

type Verbs = { [A in ActionName]: (desk: Desk, params: Params<A>, person: Person) => Promise<Result<A>> };

/** Every action of the protocol and the verb that does it; one that is missing does not compile. */
const verbs: Verbs = {
  entries,
  entry,
  drafts: async ({ store }) => ({ drafts: (await readDrafts(store)).map(tellDraft) }),
  draft: async ({ store }, params) => {
    const draft = await readDraft(store, params);
    return { draft: draft && tellDraft(draft) };
  },
  draftFile,
  save: (desk, params, person) => save(desk, person, params),
  setStatus: (desk, params, person) => setStatus(desk, person, params),
  publish: (desk, params, person) => publish(desk, person, params),
  discard,
  media: (desk) => media(desk),
  keepMedia: (desk, params, person) => keepMedia(desk, person, params),
};

/** What media are served as: the browser is told the kind and may not guess another. */
const TYPES: Record<string, string> = { jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', avif: 'image/avif' };

/** The store's routes, for signed-in people. */
export function storeRoutes(desk: Desk, uploaded: (path: string, version: string, bytes: Buffer) => unknown): Hono<Environment> {
  return new Hono<Environment>()
    .post(api.store, async (c) => {
      const { action, params } = await readJson(c, StoreRequest, 8 * 1024 * 1024);
      const verb = verbs[action] as (desk: Desk, params: unknown, person: Person) => Promise<unknown>;
      return c.json((await verb(desk, judge(actions[action].params as never, params), c.var.person)) as object);
    })
    .post(api.media, async (c) => {
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
    .get(`${api.media}/:version{[0-9a-f]{40}}/:name`, async (c) => {
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

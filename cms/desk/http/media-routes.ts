import { ending, isMedia, MAX_FILE_BYTES } from '../../../src/model/media.ts';
import { api } from '../../protocol/paths.ts';
import { remember } from '../media/check-upload.ts';
import { askedPlace, nameOf } from '../media/place-upload.ts';
import { Turns } from '../media/turns.ts';
import type { Desk } from '../workflow/change-draft.ts';
import { Refused } from '../workflow/refused.ts';
import { readBytes } from './answer.ts';
import { Routes } from './guard.ts';

/** Uploads whose bytes are held at the same time, 20 MB each at the most; the next ones wait before theirs are read. */
const TOGETHER = 8;

/** What media are served as: the browser is told the kind and may not guess another. */
const TYPES: Record<string, string> = { jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', avif: 'image/avif' };

/** The routes of uploads, for signed-in people. `uploaded` hears of each: its pictures can be made before anybody asks for them. */
export function mediaRoutes(desk: Desk, uploaded: (path: string, version: string, bytes: Buffer) => unknown): Routes {
  const turns = new Turns(TOGETHER);
  return new Routes()
    .on('POST', api.media, 'upload', async (c) => {
      const { folder, kind } = askedPlace(c.req.query('path') ?? '');
      return turns.take(async () => {
        const kept = await desk.judgeUpload(kind, await readBytes(c, MAX_FILE_BYTES));
        const version = await desk.store.blob(kept);
        const path = `${folder}${nameOf(kept, kind)}`;
        remember(desk.store, path, version);
        void uploaded(path, version, kept);
        return c.json({ path, version, bytes: kept.length }, 201);
      });
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

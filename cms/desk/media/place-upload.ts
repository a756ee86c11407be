import { createHash } from 'node:crypto';
import { ending, isMedia } from '../../../src/model/media.ts';
import { place } from '../../../src/model/place.ts';
import { Refused } from '../workflow/refused.ts';

const MONTH = /^content\/media\/\d{4}\/(?:0[1-9]|1[0-2])\//;

/** The month's folder and the ending of a path that somebody asks for. Throws `Refused` for any other place and for kinds that are not taken. */
export function askedPlace(path: string): { folder: string; kind: string } {
  const where = place(path);
  const folder = MONTH.exec(path)?.[0];
  if (where.what !== 'media') {
    const kind = !isMedia(path) && path.startsWith('content/media/');
    throw new Refused(kind ? 'refused-kind' : 'refused-path', where.what === 'refused' ? where.sentence : '图片和附件只能放在 content/media/ 之下');
  }
  if (!folder || path.slice(folder.length).includes('/')) throw new Refused('refused-path', '图片和附件放在当月的文件夹里，形如 content/media/2026/11/');
  return { folder, kind: ending(path) };
}

/** The name of an upload: made of the bytes that are kept, so that equal files have one name and no name can be anything else. */
export const nameOf = (kept: Uint8Array, kind: string): string => `${createHash('sha256').update(kept).digest('hex').slice(0, 16)}.${kind}`;

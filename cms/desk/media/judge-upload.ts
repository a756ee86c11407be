import { isImage, MAX_FILE_BYTES, refusedKind } from '../../../src/model/media.ts';
import { Refused } from '../workflow/refused.ts';
import { wholeRoom } from './archive.ts';
import { judgeArchive, judgeDocument } from './documents.ts';
import { remakePicture } from './picture.ts';
import { fits, type Signature, SIGNATURE_NAMES, signatureOf } from './signature.ts';

/** Judges an upload by its content: gives the bytes that are kept, or throws `Refused`. */
export type JudgeUpload = (kind: string, bytes: Buffer) => Promise<Buffer>;

/**
 * Judges an upload of an ending (lower case, without its dot). Pictures are made anew, everything else is kept as it is. Unpacks what is
 * packed and decodes what is encoded, within bounds: seconds of work, and hundreds of megabytes, which is why the desk has it done apart.
 */
export const judgeUpload: JudgeUpload = async (kind, bytes) => {
  if (bytes.length === 0) throw new Refused('bad-request', '文件是空的，没有接收；请检查原文件再上传');
  if (bytes.length > MAX_FILE_BYTES) throw new Refused('too-large', '文件超过 20 MB，没有接收；请压缩，或拆成几个再上传');
  const signature = signatureOf(bytes);
  if (!fits(kind, signature)) throw mismatch(kind, signature);
  if (isImage(`x.${kind}`)) return remakePicture(kind, bytes);
  if (kind === 'zip') await judgeArchive(bytes);
  else await judgeDocument(kind, bytes, wholeRoom());
  return bytes;
};

/** A name that says one thing and bytes that say another. */
function mismatch(kind: string, signature: Signature | undefined): Refused {
  if (signature === 'svg') return new Refused('refused-kind', refusedKind('svg'));
  const image = isImage(`x.${kind}`);
  const name = signature && SIGNATURE_NAMES[signature];
  const what = name ? `里面其实是${/^\w/.test(name) ? ' ' : ''}${name}` : `里面不是${image ? '图片' : ` .${kind} 的内容`}`;
  const better = signature && ENDINGS[signature];
  const todo = better ? `把后缀改成 .${better} ` : image ? '重新导出为 JPEG 或 PNG ' : '用原来的软件打开后另存';
  return new Refused('refused-kind', `后缀是 .${kind}，${what}，没有接收；请${todo}再上传`);
}

/** Where only the ending is wrong. */
const ENDINGS: Partial<Record<Signature, string>> = { jpeg: 'jpg', png: 'png', webp: 'webp', avif: 'avif', pdf: 'pdf' };

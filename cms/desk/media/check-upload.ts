import { isImage } from '../../../src/model/media.ts';
import { MAIN, type Store } from '../store/store.ts';
import type { Desk } from '../workflow/change-draft.ts';
import { Refused } from '../workflow/refused.ts';
import { isPlainPicture } from './picture.ts';
import { askedPlace, nameOf } from './place-upload.ts';
import { fits, signatureOf } from './signature.ts';

/** Uploads that have been judged, as `path version`, for each store; old ones go first. Only a saving of work. */
const judged = new WeakMap<Store, Set<string>>();
const KEPT = 5000;

/** An upload has come in and been judged. */
export function remember(store: Store, path: string, version: string): void {
  const known = judged.get(store) ?? judged.set(store, new Set()).get(store)!;
  known.add(`${path} ${version}`);
  for (const old of known) {
    if (known.size <= KEPT) break;
    known.delete(old);
  }
}

/**
 * An upload that a save or the library wants to keep. It must have come in as one: any blob of the repository can be named here, and a
 * text that was saved as a draft is a blob too. What was not judged since the start is judged again. Throws `Refused`.
 */
export async function checkUpload({ store, judgeUpload }: Pick<Desk, 'store' | 'judgeUpload'>, path: string, version: string): Promise<{ bytes: number }> {
  const { kind } = askedPlace(path);
  const object = await store.reader.get(version);
  if (object?.type !== 'blob') throw new Refused('bad-request', `文件 ${path} 没有传完，请重新上传`);
  const { bytes } = object;
  if (judged.get(store)?.has(`${path} ${version}`)) return { bytes: bytes.length };
  // What is published is what it is, whoever brought it.
  if ((await store.file(MAIN, path))?.version !== version) {
    // Of a picture the header alone is read before anything is decoded: what comes from here was never larger than it may be kept.
    const made = path.endsWith(`/${nameOf(bytes, kind)}`) && fits(kind, signatureOf(bytes)) && (!isImage(path) || (await isPlainPicture(bytes)));
    if (!made) throw new Refused('refused-kind', `文件 ${path} 不是上传得来的；请重新选择文件`);
    await judgeUpload(kind, bytes);
  }
  remember(store, path, version);
  return { bytes: bytes.length };
}

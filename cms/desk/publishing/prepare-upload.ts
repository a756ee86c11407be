import { measureImage } from '../../../src/content/images.ts';
import { ending, isImage } from '../../../src/model/media.ts';
import { place } from '../../../src/model/place.ts';
import type { BesideHandle } from './beside/handle.ts';

/** Has an uploaded image's variants made beside whatever the desk does: they are there before the entry that shows it is published. */
export const prepareUpload = (beside: BesideHandle) => async (path: string, version: string, bytes: Buffer): Promise<void> => {
  const where = place(path);
  if (where.what !== 'media' || !isImage(path)) return;
  const image = await measureImage(bytes);
  if (image) beside.prepare({ path, address: where.address, version, bytes: bytes.length, kind: ending(path), image });
};

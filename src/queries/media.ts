import { ContentError, finding } from '../content/finding.ts';
import { makeVariants } from '../content/images.ts';
import type { Media } from '../content/media.ts';
import type { Snapshot } from '../content/snapshot.ts';
import type { ContentSource } from '../content/source.ts';
import { collectionNames } from '../model/collections.ts';
import { publicEntries } from './list.ts';
import { stillShown } from './period.ts';
import { namedMedia } from './uploads.ts';

/**
 * The uploads that public entries show: an upload that no public entry names is not published.
 * Found in the entries' fields and in what their texts show or link.
 */
export function publicMedia(snapshot: Snapshot): Media[] {
  const found = new Map<string, Media>();
  for (const collection of collectionNames) {
    for (const entry of publicEntries(snapshot, collection)) {
      for (const media of Object.values(namedMedia(snapshot, stillShown(snapshot, entry.data)))) found.set(media.address, media);
      for (const address of entry.shown) {
        const media = snapshot.media.get(address);
        if (media) found.set(address, media);
      }
    }
  }
  return [...found.values()];
}

/** The bytes of all public media: an image's variants (never its original, which may hold a place), other files as they are. */
export async function* mediaFiles(snapshot: Snapshot, source: ContentSource, cache: string): AsyncGenerator<{ address: string; bytes: Buffer }> {
  for (const media of publicMedia(snapshot)) {
    if (!media.image) yield { address: media.address, bytes: await source.read(media.path) };
    else {
      const made = await makeVariants(media, () => source.read(media.path), cache).catch(() => {
        throw new ContentError([finding(media.path, 'image', '这个图片文件是坏的，打不开；请重新导出后上传')]);
      });
      for (const { variant, bytes } of made) yield { address: variant.address, bytes };
    }
  }
}

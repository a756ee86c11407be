import { ContentError, finding } from '../content/finding.ts';
import { makeVariants } from '../content/images.ts';
import type { Media } from '../content/media.ts';
import type { Shelf } from '../content/shelf.ts';
import type { Entry, Snapshot, SnapshotDifference } from '../content/snapshot.ts';
import type { ContentSource } from '../content/source.ts';
import { collectionNames } from '../model/collections.ts';
import { stillShown } from './period.ts';
import { namedMedia } from './uploads.ts';

/** The addresses of the uploads that an entry makes public: those its fields name and its text shows or links. */
function mediaOf(snapshot: Snapshot, entry: Entry | undefined): string[] {
  if (!entry?.face.public) return [];
  return [...Object.keys(namedMedia(snapshot, stillShown(entry))), ...entry.shown];
}

/**
 * The uploads that public entries show: an upload that no public entry names is not published.
 * Found in the entries' fields and in what their texts show or link.
 */
export function publicMedia(snapshot: Snapshot): Media[] {
  const found = new Map<string, Media>();
  for (const collection of collectionNames) {
    for (const entry of (snapshot.entries[collection] as Shelf).byTime) {
      for (const address of mediaOf(snapshot, entry)) {
        const media = snapshot.media.get(address);
        if (media) found.set(address, media);
      }
    }
  }
  return [...found.values()];
}

/** The uploads that a difference makes public or changes, and those that nothing public shows any more. */
export function changedMedia(before: Snapshot, after: Snapshot, difference: SnapshotDifference): { come: Media[]; gone: Media[] } {
  const old = new Set(difference.entries.flatMap((change) => mediaOf(before, change.before)));
  const now = new Set(difference.entries.flatMap((change) => mediaOf(after, change.after)));
  const come = [...now].flatMap((address) => {
    const media = after.media.get(address);
    return media && !(old.has(address) && before.media.get(address)?.version === media.version) ? [media] : [];
  });
  const left = new Set([...old].filter((address) => !now.has(address)));
  // Only when something was taken out of a text: everybody else may still show it.
  if (left.size > 0) {
    for (const collection of collectionNames) {
      for (const entry of (after.entries[collection] as Shelf).byTime) for (const address of mediaOf(after, entry)) left.delete(address);
    }
  }
  const replaced = come.flatMap(({ address, version }) => {
    const media = before.media.get(address);
    return media && media.version !== version ? [media] : [];
  });
  return { come, gone: [...[...left].flatMap((address) => before.media.get(address) ?? []), ...replaced] };
}

/** The bytes of all public media: an image's variants (never its original, which may hold a place), other files as they are. */
export async function* mediaFiles(snapshot: Snapshot, source: ContentSource, cache: string): AsyncGenerator<{ address: string; bytes: Buffer }> {
  for (const media of publicMedia(snapshot)) {
    if (!media.image) yield { address: media.address, bytes: await source.blob(media.version) };
    else {
      const made = await makeVariants(media, () => source.blob(media.version), cache).catch(() => {
        throw new ContentError([finding(media.path, 'image', '这个图片文件是坏的，打不开；请重新导出后上传')]);
      });
      for (const { variant, bytes } of made) yield { address: variant.address, bytes };
    }
  }
}

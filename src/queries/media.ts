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
 * Found in the entries' fields and in the addresses of their rendered HTML.
 */
export function publicMedia(snapshot: Snapshot): Media[] {
  const found = new Map<string, Media>();
  for (const collection of collectionNames) {
    for (const entry of publicEntries(snapshot, collection)) {
      for (const media of Object.values(namedMedia(snapshot, stillShown(snapshot, entry.data)))) found.set(media.address, media);
      for (const match of entry.html.matchAll(/(?:href|src)="(\/media\/[^"]+)"/g)) {
        const address = decodeURI(match[1]!);
        // The `src` of a picture is a variant; its original has the same stem and one of the image endings.
        const stem = address.replace(/\.[0-9a-f]{8}-\d+\.\w+$/, '');
        const media = snapshot.media.get(address) ?? imageByStem(snapshot, stem);
        if (media) found.set(media.address, media);
      }
    }
  }
  return [...found.values()];
}

const stems = new WeakMap<Snapshot, Map<string, Media>>();
function imageByStem(snapshot: Snapshot, stem: string): Media | undefined {
  let map = stems.get(snapshot);
  if (!map) {
    map = new Map([...snapshot.media.values()].filter((m) => m.image).map((m) => [m.address.replace(/\.[^./]+$/, ''), m]));
    stems.set(snapshot, map);
  }
  return map.get(stem);
}

/** The bytes of all public media: an image's variants (never its original, which may hold a place), other files as they are. */
export async function* mediaFiles(snapshot: Snapshot, source: ContentSource, cache: string): AsyncGenerator<{ address: string; bytes: Buffer }> {
  for (const media of publicMedia(snapshot)) {
    if (!media.image) yield { address: media.address, bytes: await source.read(media.path) };
    else {
      for (const { variant, bytes } of await makeVariants(media, () => source.read(media.path), cache)) yield { address: variant.address, bytes };
    }
  }
}

import type { Media } from '../content/media.ts';
import type { Snapshot } from '../content/snapshot.ts';

/** The uploads that some fields of an entry name: its cover and its attachments, by address. */
export function namedMedia(snapshot: Snapshot, data: object): Record<string, Media> {
  const { cover, attachments } = data as { cover?: string; attachments?: { file: string }[] };
  const addresses = [cover, ...(attachments ?? []).map((row) => row.file)];
  return Object.fromEntries(addresses.flatMap((address) => {
    const media = address === undefined ? undefined : snapshot.media.get(address);
    return media ? [[media.address, media]] : [];
  }));
}

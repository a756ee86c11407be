import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { makeVariants, measureImage } from '../src/content/images.ts';
import type { ImageFacts, Media } from '../src/content/media.ts';
import { SHOWN, shownOf, variantsOf } from '../src/content/picture.ts';
import { pictures } from './articles.ts';

/** The pictures that all articles share, with their variants, made once for all engines. */
export interface Pictures {
  originals: { media: Media; bytes: Buffer }[];
  /** The published files, by address. */
  files: { address: string; bytes: Buffer }[];
  /** `makeVariants`'s cache: a copy makes an engine of ours start with warm images. */
  cache: string;
  /** What making all variants took. */
  coldMs: number;
}

/** An upload as a content source would tell of it. Undefined when the bytes are not an image that the site accepts. */
export async function mediaOf(address: string, bytes: Buffer): Promise<(Media & { image: ImageFacts }) | undefined> {
  const image = await measureImage(bytes);
  // Git's id of a blob, as a content source gives it: the cache's key.
  const version = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
  return image ? { path: `content${address}`, address, version, bytes: bytes.length, kind: extname(address).slice(1), image } : undefined;
}

/** Makes images' variants in a cache folder, or finds them there, and gives the published files. */
export async function warmImages(originals: Pictures['originals'], cache: string): Promise<Pictures['files']> {
  const files: Pictures['files'] = [];
  for (const { media, bytes } of originals) {
    for (const made of await makeVariants(media, async () => bytes, cache)) files.push({ address: made.variant.address, bytes: made.bytes });
  }
  return files;
}

/** Draws the pictures and makes their variants, with the cache in a folder. */
export async function makePictures(cache: string): Promise<Pictures> {
  const originals: Pictures['originals'] = [];
  for (const [name, bytes] of await pictures()) originals.push({ media: (await mediaOf(`/media/2026/11/${name}`, bytes))!, bytes });
  const start = performance.now();
  const files = await warmImages(originals, cache);
  return { originals, files, cache, coldMs: performance.now() - start };
}

/** What a peer's template needs of each picture, by the address that Markdown names. */
export function pictureTable({ originals }: Pictures): Record<string, object> {
  return Object.fromEntries(originals.map(({ media }) => {
    const variants = variantsOf(media);
    const set = (format: string) => variants.filter((v) => v.format === format).map((v) => `${v.address} ${v.width}w`).join(', ');
    const shown = shownOf(media)!;
    return [media.address, { src: shown.address, width: shown.width, height: shown.height, sizes: SHOWN, avif: set('avif'), webp: set('webp'), jpg: set('jpg') }];
  }));
}

/** Writes the published files below a folder of static files. */
export async function writeVariants({ files }: Pictures, folder: string): Promise<void> {
  for (const { address, bytes } of files) {
    await mkdir(dirname(join(folder, address)), { recursive: true });
    await writeFile(join(folder, address), bytes);
  }
}

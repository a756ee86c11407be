import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { ImageFacts, Media } from './media.ts';
import { variantsOf, type Variant } from './picture.ts';

/** An image may hold this many pixels; more is a decompression bomb or a scan nobody needs. */
const MAX_PIXELS = 60_000_000;
/** Part of the cache's key: change it when an encoder's setting below changes. */
const RECIPE = '3';

/** Size and transparency after turning by EXIF. Null when the bytes are not an image that sharp can decode. */
export async function measureImage(bytes: Buffer): Promise<ImageFacts | null> {
  try {
    const meta = await sharp(bytes, { limitInputPixels: MAX_PIXELS }).metadata();
    // HEIC (an iPhone's) has AVIF's container, but its codec is not ours to publish.
    const known = ['jpeg', 'png', 'webp'].includes(meta.format) || (meta.format === 'heif' && meta.compression === 'av1');
    if (!known || (meta.pages ?? 1) > 1) return null;
    const turned = (meta.orientation ?? 1) >= 5;
    return { width: turned ? meta.height : meta.width, height: turned ? meta.width : meta.height, transparent: meta.hasAlpha ?? false };
  } catch {
    return null;
  }
}

/** Whether the whole image can be decoded: a file that broke off has a good header. Costs a decoding; asked once, at upload. */
export async function decodes(bytes: Buffer): Promise<boolean> {
  if (!(await measureImage(bytes))) return false;
  return sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' }).stats().then(() => true, () => false);
}

/** The name under which a variant is kept: by the upload's version and the recipe. */
export const variantKey = (media: Media, { width, format }: Variant): string =>
  createHash('sha256').update(`${RECIPE} ${sharp.versions.sharp} ${media.version} ${width} ${format}`).digest('hex').slice(0, 32);

/**
 * Makes one variant of an image, once, and gives its file in `cache`. Metadata (place, camera) is dropped, colours become sRGB.
 * Throws when the original cannot be decoded.
 */
export async function makeVariant(media: Media, variant: Variant, original: () => Promise<Buffer>, cache: string): Promise<string> {
  const file = join(cache, variantKey(media, variant));
  if (await access(file).then(() => true, () => false)) return file;
  const bytes = await encode(await original(), variant);
  await mkdir(cache, { recursive: true });
  const partial = `${file}.${process.pid}.part`;
  await writeFile(partial, bytes);
  await rename(partial, file);
  return file;
}

/** Makes all variants of an image and gives each with its bytes. */
export async function makeVariants(media: Media, original: () => Promise<Buffer>, cache: string): Promise<{ variant: Variant; bytes: Buffer }[]> {
  let source: Promise<Buffer> | undefined;
  const made: { variant: Variant; bytes: Buffer }[] = [];
  for (const variant of variantsOf(media)) made.push({ variant, bytes: await readFile(await makeVariant(media, variant, () => (source ??= original()), cache)) });
  return made;
}

function encode(source: Buffer, variant: Variant): Promise<Buffer> {
  const image = sharp(source, { limitInputPixels: MAX_PIXELS }).rotate().resize({ width: variant.width, withoutEnlargement: true });
  switch (variant.format) {
    // Nearly as true to the sample picture as the JPEG beside it (33.3 and 34.2 dB PSNR at 704 pixels), in little over a third of its bytes;
    // with 45 a telephone on a slow network waits one round trip longer for it.
    case 'avif': return image.avif({ quality: 42, effort: 4, chromaSubsampling: '4:2:0' }).toBuffer();
    case 'webp': return image.webp({ quality: 78 }).toBuffer();
    case 'png': return image.png({ compressionLevel: 9, palette: true }).toBuffer();
    case 'jpg': return image.flatten({ background: '#ffffff' }).jpeg({ quality: 80, mozjpeg: true }).toBuffer();
  }
}

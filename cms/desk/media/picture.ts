import sharp, { type Metadata, type Sharp } from 'sharp';
import { MAX_FILE_BYTES } from '../../../src/model/media.ts';
import { Refused } from '../workflow/refused.ts';

/** The longest side of a picture that is kept, in pixels. The widest variant that is shown has 1,600. */
export const LONGEST_SIDE = 4096;
/** A picture may have this many pixels: more than any telephone's, fewer than a decompression bomb needs. */
const MOST_PIXELS = 110_000_000;

const broken = () => new Refused('refused-kind', '这个图片打不开，可能没有传完或已经损坏；请重新导出为 JPEG 或 PNG 再上传');

/**
 * Makes a picture anew from its pixels, of the same kind: turned as its camera said, its colours in sRGB, its longest side at most
 * `LONGEST_SIDE`, and nothing else of it: no place, no camera, no thumbnail, nothing behind its end. The same bytes give the same bytes.
 * Throws `Refused` for what moves, is too large or cannot be decoded whole.
 */
export async function remakePicture(kind: string, bytes: Buffer): Promise<Buffer> {
  // Only the header is read here, so its size may say what it likes.
  const metadata = await sharp(bytes, { limitInputPixels: false }).metadata().catch(() => {
    throw broken();
  });
  refuse(metadata, bytes);
  const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', autoOrient: true })
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true });
  const made = await encode(picture, kind, bytes).toBuffer().catch(() => {
    throw broken();
  });
  if (made.length > MAX_FILE_BYTES) throw new Refused('too-large', '这张图片太大（处理后仍超过 20 MB）；请导出为 JPEG 再上传');
  return made;
}

function refuse({ width, height, pages = 1 }: Metadata, bytes: Buffer): void {
  if (pages > 1 || isMovingPng(bytes)) throw new Refused('refused-kind', '不接受动图；请导出为一张静态图片再上传');
  if (width * height > MOST_PIXELS) {
    throw new Refused('too-large', `这张图片有 ${width} × ${height} 像素，太大了；请缩小到长边 ${LONGEST_SIDE} 像素以内再上传`);
  }
}

/** Whether a PNG holds further frames (its chunk `acTL` stands before the pixels). libvips sees the first frame only. */
function isMovingPng(bytes: Buffer): boolean {
  if (bytes.toString('latin1', 1, 4) !== 'PNG') return false;
  for (let at = 8; at + 8 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const chunk = bytes.toString('latin1', at + 4, at + 8);
    if (chunk === 'acTL') return true;
    if (chunk === 'IDAT') return false;
  }
  return false;
}

/** High qualities: what readers are sent is made of this once more. */
function encode(picture: Sharp, kind: string, bytes: Buffer): Sharp {
  switch (kind) {
    case 'png': return picture.png({ compressionLevel: 8 });
    case 'webp': return isLosslessWebp(bytes) ? picture.webp({ lossless: true, effort: 3 }) : picture.webp({ quality: 90, effort: 3 });
    case 'avif': return picture.avif({ quality: 75, effort: 3 });
    default: return picture.jpeg({ quality: 90 });
  }
}

/** Whether a WebP's pixels are in a chunk `VP8L`. Drawings and screenshots are, and should stay so. */
function isLosslessWebp(bytes: Buffer): boolean {
  for (let at = 12; at + 8 <= bytes.length; at += 8 + bytes.readUInt32LE(at + 4) + (bytes.readUInt32LE(at + 4) % 2)) {
    const chunk = bytes.toString('latin1', at, at + 4);
    if (chunk === 'VP8L') return true;
    if (chunk === 'VP8 ') return false;
  }
  return false;
}

/** Whether a picture could have been made by `remakePicture`: nothing in it but pixels, no larger than those. */
export async function isPlainPicture(bytes: Buffer): Promise<boolean> {
  const metadata = await sharp(bytes, { limitInputPixels: LONGEST_SIDE ** 2 }).metadata().catch(() => undefined);
  if (!metadata || Math.max(metadata.width, metadata.height) > LONGEST_SIDE || (metadata.pages ?? 1) > 1) return false;
  return !metadata.exif && !metadata.xmp && !metadata.iptc && !metadata.icc && !metadata.comments?.length && (metadata.orientation ?? 1) === 1;
}

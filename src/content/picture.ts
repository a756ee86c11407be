import type { Media } from './media.ts';

/**
 * Widths in pixels at which an image is offered; a browser takes the first that is not too small. 704: a telephone of 360 CSS pixels at two
 * to one (328 between the margins), and the column of texts at one to one. 1080: telephones at three to one.
 */
const WIDTHS = [480, 704, 1080, 1600] as const;
/** How wide an image of a text is shown: the column, or all of a narrow window but its margins (`.wrap`). */
export const SHOWN = '(min-width: 48rem) 43rem, calc(100vw - 2rem)';
export type ImageFormat = 'avif' | 'webp' | 'jpg' | 'png';

/** One file that is made of an uploaded image. */
export interface Variant {
  address: string;
  width: number;
  height: number;
  format: ImageFormat;
}

/** The variants of an image, by format; addresses hold the version, so they can be kept for ever. */
export function variantsOf(media: Media): Variant[] {
  if (!media.image) return [];
  const { width, height, transparent } = media.image;
  const widths = WIDTHS.filter((w) => w < width);
  const largest = WIDTHS[WIDTHS.length - 1]!;
  if (width <= largest) widths.push(width as (typeof WIDTHS)[number]);
  const stem = media.address.replace(/\.[^./]+$/, '');
  const formats: ImageFormat[] = ['avif', 'webp', transparent ? 'png' : 'jpg'];
  return formats.flatMap((format) =>
    widths.map((w) => ({
      address: `${stem}.${media.version.slice(0, 8)}-${w}.${format}`,
      width: w,
      height: Math.max(1, Math.round((height * w) / width)),
      format,
    })),
  );
}

/** The variant that every browser and every machine can show, of a middle size; undefined where the upload is no image. */
export function shownOf(media: Media): Variant | undefined {
  const fallbacks = variantsOf(media).filter((v) => v.format === 'jpg' || v.format === 'png');
  return fallbacks.find((v) => v.width >= 960) ?? fallbacks[fallbacks.length - 1];
}

/** `<picture>` for an image: AVIF, WebP and a fallback, with its size, so that nothing moves while it loads. */
export function pictureHtml(media: Media, alt: string, { sizes = SHOWN, eager = false }: { sizes?: string | undefined; eager?: boolean } = {}): string {
  const variants = variantsOf(media);
  const encode = (address: string) => encodeURI(address);
  const set = (format: ImageFormat) => variants.filter((v) => v.format === format).map((v) => `${encode(v.address)} ${v.width}w`).join(', ');
  const shown = shownOf(media);
  if (!shown) return '';
  return [
    '<picture>',
    ...(['avif', 'webp'] as const).map((f) => `<source type="image/${f}" srcset="${set(f)}" sizes="${sizes}">`),
    `<img src="${encode(shown.address)}" srcset="${set(shown.format)}" sizes="${sizes}" width="${shown.width}" height="${shown.height}" alt="${escapeHtml(alt)}"`,
    eager ? ' fetchpriority="high">' : ' loading="lazy" decoding="async">',
    '</picture>',
  ].join('');
}

export const escapeHtml = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

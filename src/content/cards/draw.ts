import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type OutputInfo } from 'sharp';
import { escapeHtml } from '../picture.ts';
import { cardAddress, type ShareCard } from './card.ts';
import { background, COLOURS } from './drawing.ts';
import { canDraw, FAMILY, FONT_FILE } from './font.ts';
import { setTitle } from './lines.ts';

/** Where the title stands: between the mounting and the mountains. */
const BOX = { left: 80, top: 140, width: 1040, height: 340 } as const;
const LEADING = 1.32;

/** The site's own sign, as `public/favicon.svg` has it. */
const SIGN = new URL('../../../public/favicon.svg', import.meta.url);

let prepared: Promise<{ data: Buffer; info: OutputInfo }> | undefined;
/** Everything that is the same on all cards, in pixels. */
const ground = () => (prepared ??= readFile(SIGN).then(async (sign) =>
  sharp(Buffer.from(background)).composite([{ input: await sharp(sign, { density: 72 }).resize(60, 60).png().toBuffer(), left: BOX.left, top: 16 }]).removeAlpha().raw().toBuffer({ resolveWithObject: true })));

/** Words as a picture of their own size. Lines are broken by us: `text` is drawn as it is. */
async function words(text: string, size: number, colour: string, leading = 1): Promise<{ input: Buffer; width: number; height: number }> {
  const { data, info } = await sharp({
    text: { text: `<span foreground="${colour}">${escapeHtml(text)}</span>`, font: `${FAMILY} ${size}`, fontfile: FONT_FILE, dpi: 72, rgba: true, wrap: 'none', spacing: Math.round(size * (leading - 1)) },
  }).png({ compressionLevel: 1 }).toBuffer({ resolveWithObject: true });
  return { input: data, width: info.width, height: info.height };
}

/** Draws a card as a PNG. Where the font lacks a character of it, or there is nothing to say, the picture has no words. */
export async function drawCard(card?: ShareCard): Promise<Buffer> {
  const { data, info } = await ground();
  const picture = sharp(data, { raw: info });
  if (card && (await canDraw(`${card.site}${card.label ?? ''}${card.title}`))) {
    const { size, lines } = setTitle(card.title, BOX.width);
    const title = await words(lines.join('\n'), size, COLOURS.ink, LEADING);
    const site = await words(card.site, 32, COLOURS.onCinnabar);
    const label = card.label ? await words(card.label, 28, '#e5c377') : undefined;
    picture.composite([
      { input: title.input, left: BOX.left, top: BOX.top + Math.max(0, Math.round((BOX.height - title.height) / 2)) },
      { input: site.input, left: BOX.left + 78, top: Math.round(46 - site.height / 2) },
      ...(label ? [{ input: label.input, left: BOX.left + BOX.width - label.width, top: Math.round(46 - label.height / 2) }] : []),
    ]);
  }
  return picture.png({ palette: true, colours: 128, effort: 1, dither: 0 }).toBuffer();
}

/** Draws a card, once, and gives its file in `cache`. */
export async function makeCard(card: ShareCard, cache: string): Promise<string> {
  const file = join(cache, cardAddress(card).replace(/^.*\//, ''));
  if (await access(file).then(() => true, () => false)) return file;
  await mkdir(cache, { recursive: true });
  const partial = `${file}.${process.pid}.part`;
  await writeFile(partial, await drawCard(card));
  await rename(partial, file);
  return file;
}

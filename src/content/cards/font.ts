import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The family by the name that its file gives it; by another, fontconfig would take whatever the machine has. */
export const FAMILY = 'Noto Sans S Chinese Bold';
/** Noto Sans S Chinese, bold (SIL Open Font License 1.1). */
export const FONT_FILE = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '../fonts/NotoSansHans-Bold.otf');

/** The ranges of characters that a font has glyphs for, from the `cmap` table of its file (OpenType 1.9, format 12). */
export function rangesOf(font: Buffer): [from: number, to: number][] {
  const table = (tag: string): number => {
    for (let at = 12; at < 12 + font.readUInt16BE(4) * 16; at += 16) if (font.toString('latin1', at, at + 4) === tag) return font.readUInt32BE(at + 8);
    throw new Error(`the font has no table ${tag}`);
  };
  const map = table('cmap');
  for (let at = map + 4; at < map + 4 + font.readUInt16BE(map + 2) * 8; at += 8) {
    const groups = map + font.readUInt32BE(at + 4);
    if (font.readUInt16BE(groups) !== 12) continue;
    return Array.from({ length: font.readUInt32BE(groups + 12) }, (_, n) => [font.readUInt32BE(groups + 16 + n * 12), font.readUInt32BE(groups + 20 + n * 12)]);
  }
  throw new Error('the font maps no characters in a way that is read here');
}

let ranges: Promise<[number, number][]> | undefined;

/** Whether every character of a text can be drawn. */
export async function canDraw(text: string): Promise<boolean> {
  const known = await (ranges ??= readFile(FONT_FILE).then(rangesOf));
  return Array.from(text).every((character) => {
    const code = character.codePointAt(0)!;
    return known.some(([from, to]) => code >= from && code <= to);
  });
}

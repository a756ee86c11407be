import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { testFolder } from '../../../tests/fixtures/folder.ts';
import { writeFiles } from '../../../tests/fixtures/git.ts';
import { CARD, cardAddress, DEFAULT_CARD } from './card.ts';
import { drawCard, makeCard } from './draw.ts';
import { COLOURS } from './drawing.ts';
import { canDraw } from './font.ts';

const card = { site: '示例网站', label: '改革动态', title: '十五项改革任务过半完成 & <b>“好”</b>' };
const pixels = (bytes: Buffer | string) => sharp(bytes).removeAlpha().raw().toBuffer();
/** The share of pixels of two pictures that differ visibly. */
async function difference(a: Buffer | string, b: Buffer | string): Promise<number> {
  const [one, other] = [await pixels(a), await pixels(b)];
  let count = 0;
  for (let at = 0; at < one.length; at += 3) if (Math.abs(one[at]! - other[at]!) + Math.abs(one[at + 1]! - other[at + 1]!) + Math.abs(one[at + 2]! - other[at + 2]!) > 60) count += 1;
  return count / (CARD.width * CARD.height);
}

describe('a share card', () => {
  it('is a small PNG of the size that is asked for, with words on it', async () => {
    const bytes = await drawCard(card);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
    expect(bytes.length).toBeLessThan(60_000);
    expect(await difference(bytes, await drawCard())).toBeGreaterThan(0.02);
  });

  it('that the site ships for when there is none yet is what is drawn without words', async () => {
    expect(await difference(`public${DEFAULT_CARD}`, await drawCard())).toBeLessThan(0.001);
  });

  it('has no words where the font lacks a character: a box tells nobody anything', async () => {
    expect([await canDraw('晢喆〔2018〕8号——……“”·'), await canDraw('བོད་ཡིག'), await canDraw('😀')]).toEqual([true, false, false]);
    expect(await difference(await drawCard({ ...card, title: '藏文 བོད་ཡིག' }), await drawCard())).toBe(0);
  });

  it('has another address when anything on it is another, and the same for the same', () => {
    const addresses = [card, { ...card, title: '别的' }, { ...card, site: '别的' }, { ...card, label: '别的' }, { site: card.site, title: card.title }].map(cardAddress);
    expect(new Set(addresses).size).toBe(5);
    expect(addresses[0]).toBe(cardAddress({ ...card }));
    expect(addresses.every((address) => /^\/cards\/[0-9a-f]{24}\.png$/.test(address))).toBe(true);
  });

  it('is drawn once', async () => {
    const folder = await testFolder();
    const file = await makeCard(card, folder);
    const before = readFileSync(file);
    writeFiles(folder, { [file.slice(folder.length + 1)]: 'kept' });
    expect([await makeCard(card, folder), readFileSync(file, 'utf8'), before.length > 1000]).toEqual([file, 'kept', true]);
  });

  it('is the same, byte for byte, on a machine without any font', async () => {
    const folder = await testFolder();
    writeFiles(folder, { 'fonts.conf': '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>', 'draw.mjs': `import { drawCard } from ${JSON.stringify(fileURLToPath(new URL('./draw.ts', import.meta.url)))};\nprocess.stdout.write(await drawCard(${JSON.stringify(card)}));\n` });
    const bytes = execFileSync(process.execPath, [join(folder, 'draw.mjs')], { env: { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') }, maxBuffer: 1 << 22 });
    expect(bytes.equals(await drawCard(card))).toBe(true);
  });

  it('has the colours of the site', () => {
    const tokens = readFileSync('src/styles/tokens.css', 'utf8');
    const light = tokens.slice(0, tokens.indexOf('color-scheme: dark'));
    const name = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    expect(existsSync('public/favicon.svg')).toBe(true);
    expect(Object.entries(COLOURS).filter(([key, value]) => !light.includes(`--${name(key)}: ${value};`))).toEqual([]);
  });
});

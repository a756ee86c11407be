import { decodeQR } from 'qr/decode.js';
import { expect, it } from 'vitest';
import { codePath } from './code-path.ts';

/** Pixels to a module, and modules of white around the code, as a camera would see it. */
const [SCALE, MARGIN] = [4, 4];

/** The strokes as a picture: read as SVG's grammar says, drawn black on white. */
function pictureOf({ size, path }: ReturnType<typeof codePath>): { width: number; height: number; data: Uint8Array } {
  const side = (size + 2 * MARGIN) * SCALE;
  const data = new Uint8Array(side * side * 4).fill(255);
  const darken = (column: number, row: number) => {
    for (let y = 0; y < SCALE; y++) {
      const from = (((row + MARGIN) * SCALE + y) * side + (column + MARGIN) * SCALE) * 4;
      for (let at = from; at < from + SCALE * 4; at += 4) data.fill(0, at, at + 3);
    }
  };
  let [x, y] = [0, 0];
  for (const [, command, first, second] of path.matchAll(/([Mmh])(-?[\d.]+)(?: ?(-?[\d.]+))?/g)) {
    if (command === 'M') [x, y] = [Number(first), Number(second) - 0.5];
    else if (command === 'm') [x, y] = [x + Number(first), y + Number(second)];
    else for (const end = x + Number(first); x < end; x++) darken(x, y);
  }
  return { width: side, height: side, data };
}

it.each(['https://yunduan.example.org/news/2026-11-20-0930/', 'https://site.example/services/zhuxue/', `https://site.example/${'长'.repeat(40)}/`])('a reader of the strokes for %s finds just that', (text) => {
  expect(decodeQR(pictureOf(codePath(text)))).toBe(text);
});

import { encode } from 'uqr';
import { expect, it } from 'vitest';
import { codePath } from './code-path.ts';

/** The modules that a path darkens, read as SVG's grammar says. */
function modulesOf({ size, path }: ReturnType<typeof codePath>): boolean[][] {
  const dark = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  let [x, y] = [0, 0];
  for (const [, command, first, second] of path.matchAll(/([Mmh])(-?[\d.]+)(?: ?(-?[\d.]+))?/g)) {
    if (command === 'M') [x, y] = [Number(first), Number(second) - 0.5];
    else if (command === 'm') [x, y] = [x + Number(first), y + Number(second)];
    else for (const end = x + Number(first); x < end; x++) dark[y]![x] = true;
  }
  return dark;
}

it.each(['https://yunduan.example.org/news/2026-11-20-0930/', 'https://site.example/services/zhuxue/', `https://site.example/${'长'.repeat(40)}/`])('the strokes for %s are the code’s dark modules, and no others', (text) => {
  expect(modulesOf(codePath(text))).toEqual(encode(text, { ecc: 'L', border: 0, maskPattern: 0 }).data);
});

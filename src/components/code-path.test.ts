import { expect, it } from 'vitest';
import { readCode } from '../../tests/fixtures/camera.ts';
import { codePath } from './code-path.ts';

it.each(['https://yunduan.example.org/news/2026-11-20-0930/', 'https://site.example/services/zhuxue/', `https://site.example/${'长'.repeat(40)}/`])('who reads the strokes for %s finds just that', async (text) => {
  const { size, path } = codePath(text);
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="${size * 6}" height="${size * 6}" viewBox="-4 -4 ${size + 8} ${size + 8}"><path d="${path}" stroke="#000" fill="none"/></svg>`;
  expect(await readCode(Buffer.from(picture))).toBe(text);
});

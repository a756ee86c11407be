import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FIRST_PAINT, FRAMES } from './first-paint.ts';

/** Runs it as a browser would, on a document of its own. */
function paint(storage: () => object): { data: Record<string, string>; frames: string[] } {
  const metas = [{ content: 'light' }, { content: 'dark' }];
  const documentElement = { dataset: {} as Record<string, string> };
  const globals = { document: { documentElement, querySelectorAll: () => metas } };
  Object.defineProperty(globals, 'localStorage', { get: storage });
  // oxlint-disable-next-line no-implied-eval -- the very text that pages carry
  new Function('scope', `with(scope){${FIRST_PAINT}}`)(globals);
  return { data: documentElement.dataset, frames: metas.map(({ content }) => content) };
}

it('is no longer than 300 bytes, and closes no script', () => {
  expect(Buffer.byteLength(FIRST_PAINT)).toBeLessThanOrEqual(300);
  expect(FIRST_PAINT).not.toMatch(/<\/|<!--/);
});

it('sets what was chosen, and the browser’s frame with it', () => {
  expect(paint(() => ({ theme: 'contrast', size: 'large' }))).toEqual({ data: { js: '', theme: 'contrast', size: 'large' }, frames: ['#000', '#000'] });
});

it('leaves the system its say where nothing was chosen, and where storage is forbidden', () => {
  const nothing = { data: { js: '' }, frames: ['light', 'dark'] };
  expect(paint(() => ({}))).toEqual(nothing);
  expect(paint(() => {
    throw new Error('SecurityError');
  })).toEqual(nothing);
});

it('colours the frame as the masthead is', () => {
  const css = readFileSync(new URL('../styles/themes.css', import.meta.url), 'utf8') + readFileSync(new URL('../styles/tokens.css', import.meta.url), 'utf8');
  expect(new Set([...css.matchAll(/--cinnabar-deep: (#\w+)/g)].map(([, colour]) => colour))).toEqual(new Set(Object.values(FRAMES)));
});

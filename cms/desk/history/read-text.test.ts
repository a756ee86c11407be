import { expect, it } from 'vitest';
import { readText } from './read-text.ts';

const entry = (head: string) => readText('content/news/2026/2026-11-01-0900.md', `---\n${head}\n---\n\n正文。\n`);

it.each([
  ['plain values', 'title: 改革动态\ndate: 2026-11-01T09:00:00+08:00\npinned: true\nsteps: [一, 二]', { title: '改革动态', date: '2026-11-01T09:00:00+08:00', pinned: true, steps: ['一', '二'] }],
  ['a name twice: the last one counts, as whoever judged would have said', 'title: 一\ntitle: 二', { title: '二' }],
  ['an anchor and its alias', 'title: &a 一\nsummary: *a', { title: '一', summary: '一' }],
  ['an escape', 'title: "\\u4e00"', { title: '一' }],
  ['nothing', '', {}],
])('reads %s', (_what, head, fields) => {
  expect(entry(head)).toEqual({ fields, body: '正文。' });
});

it.each(['title: [', 'title: 一\n summary: 二', '- 一', '一'])('gives the whole text where the head is none: %j', (head) => {
  expect(entry(head)).toEqual({ fields: null, body: `---\n${head}\n---\n\n正文。\n` });
});

it('reads a setting whole, and nothing of a head that is too long', () => {
  expect(readText('content/settings/site.yml', 'title: 一\n')).toEqual({ fields: { title: '一' }, body: '' });
  const long = `---\ntitle: ${'一'.repeat(100_000)}\n---\n`;
  expect(readText('content/news/2026/2026-11-01-0900.md', long)).toEqual({ fields: null, body: long });
});

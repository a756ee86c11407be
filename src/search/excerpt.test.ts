import { expect, test } from 'vitest';
import { excerpt, marked, type Piece } from './excerpt.ts';

const written = (pieces: Piece[]) => pieces.map(({ text, marked: isMarked }) => (isMarked ? `[${text}]` : text)).join('');
const page = (rest: string, title = '改革回顾', lead = '一句话说清这篇讲什么。') => ({ title, lead, content: `${title}. 发布时间：2026-11-20 09:30. 来源：本站. ${lead} ${rest}` });

test('every occurrence of every run is marked as a whole', () => {
  expect(written(excerpt(page('改革从工会做起，助学也是改革。'), ['改革', '助学']))).toBe('一句话说清这篇讲什么。 [改革]从工会做起，[助学]也是[改革]。');
});

test('figures keep their point and letters their case', () => {
  expect(written(excerpt(page('资金108.2万元，OpenAPI。'), ['108.2万元', 'api']))).toContain('资金[108.2万元]，Open[API]。');
});

test('a blank in the text is no obstacle, the end of a block is one', () => {
  expect(written(excerpt(page('到2018 年5 月。'), ['2018年5月']))).toContain('到[2018 年5 月]。');
  expect(written(excerpt(page('职工. 书屋和职工书屋。'), ['职工书屋']))).toContain('职工　书屋和[职工书屋]。');
});

test('a long page shows the part around the first find', () => {
  const shown = written(excerpt(page(`${'铺垫'.repeat(60)}金秋助学${'后文'.repeat(60)}`), ['金秋助学']));
  expect(shown).toMatch(/^…铺垫.*\[金秋助学\]后文.*…$/);
  expect([...shown]).toHaveLength(96 + 4);
});

test('a find in the title alone shows how the page begins, one above the lead is shown itself', () => {
  expect(written(excerpt(page('正文。'), ['改革']))).toBe('一句话说清这篇讲什么。 正文。');
  expect(written(excerpt(page('正文。'), ['2026-11-20']))).toContain('[2026-11-20]');
});

test('what a page says stays text', () => {
  expect(marked('<img src=x> 改革', ['改革'])).toEqual([{ text: '<img src=x> ', marked: false }, { text: '改革', marked: true }]);
});

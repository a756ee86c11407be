import { expect, test } from 'vitest';
import { parseQuery } from './query.ts';
import { simplifier } from './traditional-map.ts';
import { traditionalMap } from './traditional.ts';

const runs = (text: string) => parseQuery(text).runs;

test('blanks and punctuation cut what is typed into runs', () => {
  expect(runs('改革 助学')).toEqual(['改革', '助学']);
  expect(runs('改革　助学')).toEqual(['改革', '助学']);
  expect(runs('《改革方案》，怎么说？')).toEqual(['改革方案', '怎么说']);
  expect(runs('改革 改革')).toEqual(['改革']);
});

test('signs inside figures and words stay, for they are part of what is looked for', () => {
  expect(runs('108.2万元')).toEqual(['108.2万元']);
  expect(runs('互联网+ 80% c#')).toEqual(['互联网+', '80%', 'c#']);
  expect(runs('2018-05-31')).toEqual(['2018-05-31']);
  expect(runs('第3条.')).toEqual(['第3条']);
  expect(runs('８０％，１．５')).toEqual(['80%', '1.5']);
});

test('wide letters, capitals and traditional characters take the form of the index', () => {
  expect(runs('ＡＰＩ１２')).toEqual(['api12']);
  expect(parseQuery('職工書屋', simplifier(traditionalMap())).runs).toEqual(['职工书屋']);
});

test('simplified text keeps the characters that only look traditional', () => {
  const simplify = simplifier(traditionalMap());
  expect(simplify('乾坤 哪吒 著作 徵求於')).toBe('乾坤 哪吒 著作 征求于');
});

test('a phrase is asked character by character', () => {
  expect(parseQuery('助学 117名')).toMatchObject({ phrases: ['"助 学"', '"1 1 7 名"'], loose: '助 学 1 7 名' });
});

test('nothing but signs asks nothing', () => {
  expect(parseQuery(' ，。 ')).toEqual({ runs: [], phrases: [], loose: '' });
});

test('a query has an end', () => {
  expect(runs('很'.repeat(500))[0]).toHaveLength(60);
  expect(runs('一 二 三 四 五 六 七 八 九 十')).toHaveLength(8);
});

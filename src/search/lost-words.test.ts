import { expect, it } from 'vitest';
import { wordsOf } from './lost-words.ts';

it.each([
  ['/news/%E9%87%91%E7%A7%8B%E5%8A%A9%E5%AD%A6.html', '金秋助学'],
  ['/政策/2018/医疗-互助/', '政策 医疗 互助'],
  ['/services/jinqiu-zhuxue/', 'jinqiu zhuxue'],
  ['/news/2026-11-20-0930/', ''],
  ['/index.html', ''],
  ['/%E9%87/broken', 'broken'],
  [`/${'长'.repeat(90)}/`, '长'.repeat(60)],
])('%s is searched for as “%s”', (path, words) => {
  expect(wordsOf(path)).toBe(words);
});

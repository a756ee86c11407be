import { expect, it } from 'vitest';
import { LONGEST, sentences } from './sentences.ts';

const cut = (text: string) => sentences(text).map(([from, to]) => text.slice(from, to));

it.each([
  ['州总召开动员部署会。四县分别汇报！', ['州总召开动员部署会。', '四县分别汇报！']],
  ['想法是“改什么、怎么改？”然后……再说', ['想法是“改什么、怎么改？”', '然后……', '再说']],
  ['增长3.5%，共54.5万元', ['增长3.5%，共54.5万元']],
  ['  前后有空白。 \n 第二行  ', ['前后有空白。', '第二行']],
  ['——', []],
  ['', []],
])('%s', (text, expected) => expect(cut(text)).toEqual(expected));

it('cuts what is too long at a pause, and in the middle of a word only where there is none', () => {
  const long = `${'工'.repeat(30)}，${'会'.repeat(30)}，${'改'.repeat(30)}。`;
  expect(cut(long)).toEqual([`${'工'.repeat(30)}，`, `${'会'.repeat(30)}，`, `${'改'.repeat(30)}。`]);
  expect(cut('工'.repeat(120)).map((part) => part.length)).toEqual([LONGEST, LONGEST, 20]);
});

it('loses nothing that can be spoken', () => {
  const text = '截至2018年5月底，15项任务中11项已完成或基本完成；3项正在实施：例如“互联网+工会”。\n\n还有1项（来源未说明）没有完成？';
  expect(cut(text).join('')).toBe(text.replaceAll('\n', ''));
});

import { describe, expect, it } from 'vitest';
import { filter } from './fuzzy.ts';

const titles = ['关于开展金秋助学的通知', '放假通知', '工会改革动态', 'ＡＢＣ职工书屋'];
const found = (typed: string) => filter(typed, titles).map(({ original }) => original);

describe('search in the lists', () => {
  it('finds words of two signs, the denser match first, with a score that Decap keeps', () => {
    expect(found('通知')).toEqual(['放假通知', '关于开展金秋助学的通知']);
    expect(filter('通知', titles).every(({ score }) => score > 5)).toBe(true);
  });

  it('finds only what contains what was typed', () => {
    expect(found('改动')).toEqual([]);
    expect(found('工会 动态')).toEqual(['工会改革动态']);
  });

  it('takes wide and narrow letters, large and small, for the same', () => {
    expect(found('abc')).toEqual(['ＡＢＣ职工书屋']);
  });

  it('shows everything, in order, where nothing is typed', () => {
    expect(found('')).toEqual(titles);
  });

  it('looks where it is told to and says where the match stood', () => {
    expect(filter('乙', [{ t: '甲' }, { t: '乙' }], { extract: ({ t }) => t })).toMatchObject([{ index: 1, original: { t: '乙' } }]);
  });
});

import { describe, expect, it } from 'vitest';
import { lengths, parts, sum, told } from './scale.ts';

describe('a chart', () => {
  it('gives the largest figure the whole width and the others their part of it', () => {
    expect(lengths([460, 54.5, 18], 360)).toEqual([360, 42.65, 14.09]);
    expect(lengths([100, 60, 70], 360, 100)).toEqual([360, 216, 252]);
  });

  it('draws nothing for nothing, instead of dividing by it', () => {
    expect(lengths([0, 0])).toEqual([0, 0]);
    expect(parts([0], 2)).toEqual([{ start: 0, length: 0, share: 0 }]);
  });

  it('divides the width among the parts of a whole, up to its end', () => {
    const [first, second] = parts([70, 45], 2, 360);
    expect([first!.share, second!.share]).toEqual([61, 39]);
    expect(second!.start).toBeCloseTo(first!.length + 2, 1);
    expect(second!.start + second!.length).toBeCloseTo(360, 1);
  });

  it('adds money without the traces of binary fractions', () => expect(sum([0.1, 0.2, 54.5])).toBe(54.8));

  it('says a figure in the words of its source where it has some', () => {
    expect(told({ item: '面积', value: 2060, shown: '2060多平方米' }, '平方米')).toBe('2060多平方米');
    expect(told({ item: '助学金', value: 54.5 }, '万元')).toBe('54.5万元');
  });
});

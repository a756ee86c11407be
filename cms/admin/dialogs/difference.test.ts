import { describe, expect, it } from 'vitest';
import { difference } from './difference.ts';

const differing = (lines: { text: string; same: boolean }[]) => lines.filter(({ same }) => !same).map(({ text }) => text);

describe('the lines of two texts', () => {
  it('marks what one has and the other has not', () => {
    const { mine, theirs } = difference('甲\n乙\n丙\n', '甲\n乙改\n丙\n丁\n');
    expect(differing(mine)).toEqual(['乙']);
    expect(differing(theirs)).toEqual(['乙改', '丁']);
    expect(mine.map(({ text }) => text)).toEqual(['甲', '乙', '丙']);
  });

  it('marks nothing in equal texts and everything in a text that was not there', () => {
    expect(differing(difference('甲\n', '甲\n').mine)).toEqual([]);
    expect(differing(difference('', '甲\n乙\n').theirs)).toEqual(['甲', '乙']);
  });

  it('finds lines that moved apart', () => {
    expect(differing(difference('1\n2\n3\n4', '1\n9\n2\n8\n3\n4').theirs)).toEqual(['9', '8']);
  });

  it('marks the middle of very long texts as a whole instead of stalling', () => {
    const long = (sign: string) => Array.from({ length: 3000 }, (_, line) => `${sign}${line}`).join('\n');
    const { mine } = difference(`头\n${long('a')}\n尾`, `头\n${long('b')}\n尾`);
    expect(differing(mine)).toHaveLength(3000);
  });
});

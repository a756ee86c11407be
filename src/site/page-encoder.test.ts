import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PageEncoder } from './page-encoder.ts';

const ours = new PageEncoder();
const platform = new TextEncoder();
const differs = (text: string): boolean => Buffer.compare(ours.encode(text), platform.encode(text)) !== 0;
const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((codes) => String.fromCharCode(...codes));

it('gives the bytes that the platform gives, also for what is no text', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), units), (text) => {
    expect(differs(text)).toBe(false);
  }), { numRuns: 2000 });
});

it.each([['nothing', ''], ['Chinese', '职工书屋（示例）'.repeat(1000)], ['more than fits', '会'.repeat(2_200_000)], ['half of a character', `a${'\ud800'}b`]])('%s', (_what, text) => {
  expect(differs(text)).toBe(false);
});

it('each text has memory of its own', () => {
  const [one, two] = [ours.encode('一'), ours.encode('二')];
  expect([Buffer.from(one).toString(), Buffer.from(two).toString()]).toEqual(['一', '二']);
  expect(one.buffer).not.toBe(two.buffer);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paragraphsOf, passagesOf } from './paragraphs.ts';
import { compare, type Piece } from './words.ts';

const SIGNS = { same: '', removed: '-', added: '+' };
const shown = (pieces: readonly Piece[]) => pieces.map(({ kind, text }) => (kind === 'same' ? text : `[${SIGNS[kind]}${text}]`)).join('');
const side = (pieces: readonly Piece[], other: Piece['kind']) => pieces.filter(({ kind }) => kind !== other).map(({ text }) => text).join('');

describe('two Chinese texts', () => {
  it.each([
    ['工会组织了送清凉活动。', '工会组织了送温暖活动。', '工会组织了送[-清凉][+温暖]活动。'],
    ['补助标准为每人500元。', '补助标准为每人800元。', '补助标准为每人[-500][+800]元。'],
    ['一\n二\n三\n', '一\n三\n', '一\n[-二\n]三\n'],
    ['一\n三', '一\n二\n三', '一\n[+二\n]三'],
    ['', '新的', '[+新的]'],
    ['旧的', '', '[-旧的]'],
    ['没有变', '没有变', '没有变'],
    ['甲和乙', '甲和乙\n', '甲和乙[+\n]'],
  ])('%j and %j are %s', (before, after, marked) => {
    const { pieces, byWords } = compare(before, after);
    expect([shown(pieces), byWords]).toEqual([marked, true]);
  });

  it('sentences that share no more than a comma and a 的 are not cut into crumbs', () => {
    const { pieces } = compare('昨天下午举行的表彰大会，场面热烈。', '明年春季启动的培训项目，报名开始。');
    expect(pieces.filter(({ kind }) => kind === 'same').map(({ text }) => text)).toEqual(['。']);
  });

  it('of any two texts, what is kept and removed is the one, what is kept and added the other', () => {
    const text = fc.array(fc.constantFrom('工会', '改革', '的', '，', '。', '\n', '\n\n', ' ', '500', '😀', 'a'), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(fc.property(text, text, fc.constantFrom(-1, 1500), (before, after, patience) => {
      const { pieces } = compare(before, after, patience);
      expect([side(pieces, 'added'), side(pieces, 'removed')]).toEqual([before, after]);
      expect(paragraphsOf(pieces).flatMap((paragraph) => paragraph.pieces).map(({ text: part }) => part).join('')).toBe(pieces.map(({ text: part }) => part).join(''));
    }));
  });

  it('three hundred thousand characters that share nothing are compared as a whole, and it is said so', () => {
    const long = (from: number) => Array.from({ length: 3000 }, (_, line) => `${String.fromCharCode(0x4e00 + from + (line % 3000)).repeat(99)}\n`).join('');
    const { pieces, byWords } = compare(`头\n${long(0)}尾`, `头\n${long(4000)}尾`);
    expect([pieces.map(({ kind }) => kind), byWords]).toEqual([['same', 'removed', 'added', 'same'], false]);
  });

  it('out of time, lines are marked', () => {
    const { pieces, byWords } = compare('一\n送清凉活动\n三\n', '一\n送温暖活动\n三\n', -1);
    expect([shown(pieces), byWords]).toEqual(['一\n[-送清凉活动\n][+送温暖活动\n]三\n', false]);
  });
});

describe('a long text', () => {
  it('is folded where nothing changed, with a few lines around each change', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `第${index}段\n`);
    const { pieces } = compare(lines.join(''), lines.with(10, '改了\n').join(''));
    expect(passagesOf(paragraphsOf(pieces)).map(({ folded, paragraphs }) => [folded, paragraphs.length])).toEqual([[true, 7], [false, expect.any(Number)], [true, 16]]);
  });

  it('has no folds of a line or two', () => {
    const lines = Array.from({ length: 12 }, (_, index) => `第${index}段\n`);
    const { pieces } = compare(lines.join(''), lines.with(5, '改了\n').join(''));
    expect(passagesOf(paragraphsOf(pieces)).some(({ folded }) => folded)).toBe(false);
  });
});

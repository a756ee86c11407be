import { describe, expect, it } from 'vitest';
import { isWithdrawn, ownedIn, sameOwned, withField, withOwned } from './owned-fields.ts';

const text = (head: string, body = '正文。') => `---\ntitle: 标题\n${head}---\n${body}\n`;
const SIGNED = 'signed:\n  writer: "示例甲"\n  reviewer: "示例丁"\n';

describe('what the desk alone writes', () => {
  it('is put in and found again, and nothing else is touched', () => {
    const raw = text('summary: 摘要\n', 'signed: 不是\n\nwithdrawn: 也不是');
    const made = withField(raw, 'withdrawn', { at: '2026-11-20T12:00:00+08:00', reason: '名单"有误"\n另发' });
    expect(made).toBe(text('summary: 摘要\nwithdrawn:\n  at: "2026-11-20T12:00:00+08:00"\n  reason: "名单\\"有误\\"\\n另发"\n', 'signed: 不是\n\nwithdrawn: 也不是'));
    expect(isWithdrawn(made)).toBe(true);
    expect(isWithdrawn(raw)).toBe(false);
    expect(withField(made, 'withdrawn', { at: 'x', reason: 'y' }).match(/withdrawn:/g)).toHaveLength(2);
  });

  it.each([
    ['block', SIGNED], ['flow', 'signed: {reviewer: 谁}\n'], ['flow over lines', 'signed: {\n  reviewer: 谁\n  }\n'], ['block scalar', 'signed: |\n  一\n\n  二\n'], ['twice', `${SIGNED}summary: 副\n${SIGNED}`],
  ])('is taken out of what comes from outside: %s', (_name, head) => {
    const cleaned = withOwned(text(`${head}subtitle: 尾\n`), new Map());
    expect(ownedIn(cleaned).size).toBe(0);
    expect(cleaned).toContain('subtitle: 尾');
    expect(sameOwned(cleaned, text(''))).toBe(true);
  });

  it.each([['"signed": {reviewer: 谁}\n'], ["'withdrawn' : {reason: x}\n"], ['? signed\n: {reviewer: 谁}\n'], ['"\\x73igned": {reviewer: 谁}\n']])('a key that is written otherwise is noticed: %s', (head) => {
    expect(sameOwned(withOwned(text(head), new Map()), text(''))).toBe(false);
  });

  it('is the same however Decap writes it', () => {
    expect(sameOwned(text(SIGNED), text('signed:\n    writer: 示例甲\n    reviewer: 示例丁\n'))).toBe(true);
    expect(sameOwned(text(SIGNED), text('signed:\n  writer: 示例甲\n'))).toBe(false);
  });
});

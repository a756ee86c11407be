import { describe, expect, it } from 'vitest';
import type { Standing } from '../../protocol/store.ts';
import { lastChange, names, stateOf, stepOf, toTheMinute } from './words.ts';

const by = { name: '示例甲', username: 'writer' };
const at = '2026-11-25T01:30:00.000Z';
const chain: Standing['chain'] = [{ stage: 'first', done: false }, { stage: 'final', done: false }];
const none = { status: null, chain, outstanding: null, sentBack: null, scheduled: null, urgent: null, published: false, withdrawn: false } as const;
const urgent = { by, at, reason: '暴雪' };
const sentBack = { by, at, stage: 'first', reason: '数字不对' } as const;

describe('where an entry stands', () => {
  it.each([
    [{}, '还没有保存'],
    [{ published: true }, '已发布'],
    [{ published: true, withdrawn: true }, '已撤稿'],
    [{ status: 'draft' }, '撰写中'],
    [{ status: 'draft', published: true }, '撰写中'],
    [{ status: 'draft', sentBack }, '已退回'],
    [{ status: 'pending_review', outstanding: 'first' }, '待初审'],
    [{ status: 'pending_review', outstanding: 'second' }, '待复审'],
    [{ status: 'pending_review', outstanding: 'final' }, '待终审'],
    [{ status: 'pending_review', chain: [] }, '审核中'],
    [{ status: 'pending_publish' }, '已签齐，可发布'],
    [{ status: 'pending_publish', chain: [] }, '就绪，可发布'],
    [{ status: 'pending_publish', scheduled: { for: '2026-11-25T01:30:00.000Z', by } }, '定时 2026-11-25 09:30 发布'],
    [{ status: 'pending_review', outstanding: 'first', urgent, published: true }, '紧急发布，待补签'],
    [{ status: 'pending_publish', urgent, published: true }, '紧急发布，已补签，修改待发布'],
  ] as [Partial<Standing>, string][])('%j is “%s”', (more, word) => {
    expect(stateOf({ ...none, ...more }).word).toBe(word);
  });
});

it('a step says what was done, and at which stage', () => {
  expect([stepOf({ act: 'save' }), stepOf({ act: 'sign', stage: 'second' }), stepOf({ act: 'send-back', stage: 'final' }), stepOf({ act: 'submit' }), stepOf({ act: 'toString' })])
    .toEqual(['保存', '复审审签', '终审退回修改', '送审', '修改']);
});

it('the last change is the newest step that touched the words', () => {
  const step = (act: string) => ({ act, by, at, commit: 'a'.repeat(40) });
  expect(lastChange({ steps: [step('submit'), step('correct'), step('save')] })?.act).toBe('correct');
  expect(lastChange({ steps: [step('submit')] })).toBeUndefined();
});

it('names stand once each, and a person is told of themselves', () => {
  expect(names([by, { name: '示例乙', username: 'first' }, by], 'first')).toBe('示例甲、您');
  expect(toTheMinute('2026-12-31T16:05:59.000Z')).toBe('2027-01-01 00:05');
});

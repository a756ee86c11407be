import { expect, it } from 'vitest';
import type { Waiting } from '../../protocol/store.ts';
import { grouped, isMine, waitsFor } from './group.ts';

const item = (id: string, more: Partial<Waiting> = {}): Waiting => ({
  collection: 'notices', id, title: id, status: 'pending_review', stage: 'first', updatedAt: '2026-11-25T01:30:00.000Z', author: '示例甲', why: 'sign', urgent: false, scheduled: null, ...more,
});

it('is grouped by why, what is public without a signature first, in the desk’s order', () => {
  const list = grouped([
    item('u1', { urgent: true }), item('u2', { urgent: true, why: 'own' }), item('s1'), item('s2'), item('o', { why: 'own', status: 'draft' }), item('p', { why: 'publish', status: 'pending_publish' }),
  ]);
  expect(list.map(({ group, items }) => [group, ...items.map(({ id }) => id)])).toEqual([['urgent', 'u1', 'u2'], ['sign', 's1', 's2'], ['publish', 'p'], ['own', 'o']]);
  expect(grouped([])).toEqual([]);
});

it('what waits for others does not count', () => {
  expect([item('a'), item('b', { why: 'own' }), item('c', { why: 'sent-back' })].filter(isMine)).toHaveLength(2);
});

it.each([
  [{}, '待初审'],
  [{ stage: 'final' }, '待终审'],
  [{ stage: null }, '审核中'],
  [{ status: 'draft', why: 'sent-back' }, '已退回'],
  [{ status: 'draft', why: 'own' }, '撰写中'],
  [{ status: 'pending_publish', stage: null, why: 'publish' }, '可发布'],
  [{ status: 'pending_publish', stage: null, why: 'own', scheduled: '2026-11-25T01:30:00.000Z' }, '定时 2026-11-25 09:30 发布'],
  [{ urgent: true, stage: 'final', why: 'own' }, '等终审'],
  [{ urgent: true, stage: 'final' }, '待终审'],
] as [Partial<Waiting>, string][])('%j is said “%s”', (more, said) => {
  expect(waitsFor(item('x', more))).toBe(said);
});

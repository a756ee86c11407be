import { describe, expect, it } from 'vitest';
import { article } from '../../../tests/fixtures/sample.ts';
import { code, DEPUTY, FINAL, FIRST, KEY, signed, told, WRITER, writtenHistory } from '../../../tests/fixtures/written-history.ts';
import { Approval } from '../../protocol/history.ts';
import { chainOf } from '../../protocol/roles.ts';
import { readApproval } from './approval.ts';

describe('the form of approval', () => {
  it('of an open draft is its record, with what is still blank', async () => {
    const { store, step, save } = await writtenHistory();
    await save(article('待审稿'));
    await step(WRITER, '送审：待审稿', { Act: 'submit', State: 'pending_review' });
    await step(DEPUTY, '初审审通过：待审稿', { Act: 'sign', Stage: 'first', Review: 'agreed', 'Stands-For': told(FIRST) });
    const approval = await readApproval({ store, chain: () => chainOf(3) }, KEY);
    expect(Approval.parse(approval)).toEqual(approval);
    expect(approval).toMatchObject({
      state: 'draft', title: '待审稿', chain: ['first', 'second', 'final'], writers: [WRITER], submitted: { by: WRITER }, publication: null, urgent: null,
      signatures: [{ stage: 'first', of: 'review', by: DEPUTY, standsFor: FIRST }],
    });
    expect(approval.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('of a publication is what its trailers and its draft say, also when a draft is open again', async () => {
    const { store, step, save, publish } = await writtenHistory();
    await save(article('定稿'));
    await step(WRITER, '送审：定稿', { Act: 'submit', State: 'pending_review' });
    await step(FIRST, '终审审校通过：定稿', { Act: 'sign', Stage: 'final', Review: 'agreed', Proof: 'agreed' });
    const commit = await publish(FINAL, '定稿', { Chain: '1', Writer: told(WRITER), ...signed(FIRST, DEPUTY, 'Final') });
    await save(article('又一稿'));
    const chained = { store, chain: () => chainOf(1) };
    expect(await readApproval(chained, KEY)).toMatchObject({ state: 'draft', title: '又一稿' });
    const approval = await readApproval(chained, KEY, commit);
    expect(Approval.parse(approval)).toEqual(approval);
    expect(approval).toMatchObject({
      state: 'published', title: '定稿', chain: ['final'], writers: [WRITER], submitted: { by: WRITER }, publication: { commit, by: FINAL, what: '发布' },
      signatures: [{ of: 'review', by: FIRST }, { of: 'proof', by: DEPUTY, standsFor: FINAL }],
    });
    expect(await code(readApproval(chained, { ...KEY, id: '2026-11-02-0900' }, commit))).toBe('not-found');
  });
});

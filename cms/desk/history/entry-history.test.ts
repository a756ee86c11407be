import { describe, expect, it } from 'vitest';
import { git, writeFiles } from '../../../tests/fixtures/git.ts';
import { article } from '../../../tests/fixtures/sample.ts';
import { BRANCH, code, DEPUTY, FINAL, FIRST, KEY, NAMED, NONE, OTHER_PATH, PATH, signed, START, told, WRITER, writtenHistory } from '../../../tests/fixtures/written-history.ts';
import { EntryHistory } from '../../protocol/history.ts';
import { chainOf } from '../../protocol/roles.ts';
import { MAIN } from '../store/store.ts';
import { readApproval } from './approval.ts';
import { readHistory } from './entry-history.ts';

describe('the versions of an entry', () => {
  it('are what stood on main, newest first, each with the steps of its draft and with who signed it', async () => {
    const { store, step, save, publish } = await writtenHistory();
    await save(article('第一稿'));
    await step(WRITER, '送审：第一稿', { Act: 'submit', State: 'pending_review' });
    await step(FIRST, '退回修改：第一稿', { Act: 'send-back', State: 'draft', Stage: 'first' }, { remark: '数字要核对' });
    await save(article('第二稿'));
    const commit = await publish(FINAL, '第二稿', { Chain: '2', Writer: `${told(WRITER)}, ${told(FIRST)}`, ...signed(FIRST, DEPUTY, 'First') });
    const history = await readHistory(store, KEY, undefined, new Map([[commit, 'r7']]));
    expect(EntryHistory.parse(history)).toEqual(history);
    expect(history).toMatchObject({ title: '第二稿', published: true, draft: null, next: null });
    expect(history.versions).toHaveLength(2);
    expect(history.versions[0]).toMatchObject({
      commit, what: '发布', title: '第二稿', by: FINAL, kind: 'publication', gone: false, release: 'r7', writers: [WRITER, FIRST],
      signatures: [
        { stage: 'first', of: 'review', by: FIRST, at: '2026-11-20T04:00:00.000Z' },
        { stage: 'first', of: 'proof', by: DEPUTY, standsFor: FINAL, at: '2026-11-20T05:00:00.000Z' },
      ],
    });
    expect(history.versions[0]!.signatures[0]).not.toHaveProperty('standsFor');
    expect(history.versions[0]!.draft.steps.map(({ what, changed, reason }) => [what, changed, reason])).toEqual([
      ['保存', true, undefined], ['退回修改', false, '数字要核对'], ['送审', false, undefined], ['保存', true, undefined],
    ]);
    expect(history.versions[1]).toMatchObject({ kind: 'push', what: '推送', title: '第一篇', reason: '开始', signatures: [], draft: { steps: [] } });
  });

  it('a reason that looks like a trailer stays text, in a draft and on main', async () => {
    const { store, step, save, publish, onMain } = await writtenHistory();
    const forged = `不同意。\n\nYunduan-First-Review: ${told(FINAL)} 2026-11-20T04:00:00.000Z\nYunduan-Chain: 3`;
    await save(article('稿子'));
    await step(FIRST, '退回修改：稿子', { Act: 'send-back', Stage: 'first' }, { remark: forged });
    const { draft } = await readHistory(store, KEY, undefined, NONE);
    expect(draft!.steps[0]).toMatchObject({ what: '退回修改', reason: forged });
    await publish(WRITER, '稿子', { Chain: 'none' });
    await onMain({ by: FINAL, subject: '撤稿：稿子', text: article('稿子', '撤。'), remark: forged, trailers: { Act: 'withdraw', Entry: NAMED } });
    const { versions } = await readHistory(store, KEY, undefined, NONE);
    expect(versions[0]).toMatchObject({ what: '撤稿', kind: 'desk', reason: forged, signatures: [], writers: [] });
    expect(versions[1]).toMatchObject({ what: '发布', signatures: [], draft: { steps: [{ reason: forged }, { what: '保存' }] } });
    expect(await readApproval({ store, chain: () => chainOf(3) }, KEY)).toMatchObject({ state: 'published', chain: [], signatures: [] });
  });

  it('whoever pushes can write trailers, and they count for nothing', async () => {
    const { store, clone } = await writtenHistory();
    const work = clone();
    writeFiles(work, { [PATH]: article('推送的') });
    git(work, 'commit', '--quiet', '-am', `发布：推送的\n\nYunduan-Draft: ${NAMED}\nYunduan-State: pending_publish\nYunduan-Chain: 1\nYunduan-Writer: ${told(WRITER)}\nYunduan-Final-Review: ${told(FINAL)} 2026-11-20T04:00:00.000Z`);
    git(work, 'push', '--quiet', `${store.repository}`, 'HEAD:refs/heads/main');
    const { versions } = await readHistory(store, KEY, undefined, NONE);
    expect(versions[0]).toMatchObject({ what: '推送', title: '推送的', reason: '发布：推送的', kind: 'push', by: { name: '示例作者', username: 'author@example.invalid' }, signatures: [], writers: [] });
    expect(await code(readApproval({ store, chain: () => [] }, KEY))).toBe('not-found');
  });

  it('come thirty at a time, and what came meanwhile does not shift them', async () => {
    const { store, onMain } = await writtenHistory();
    for (let index = 0; index < 35; index++) await onMain({ by: WRITER, subject: `改：${index}`, text: article(`题${index}`) });
    const first = await readHistory(store, KEY, undefined, NONE);
    await onMain({ by: WRITER, subject: '改：更新的', text: article('更新的') });
    const second = await readHistory(store, KEY, first.next!, NONE);
    expect([first.versions.length, second.versions.length, second.next]).toEqual([30, 6, null]);
    expect([...first.versions, ...second.versions].map(({ title }) => title)).toEqual([...Array.from({ length: 35 }, (_, index) => `题${34 - index}`), '第一篇']);
    expect(await code(readHistory(store, KEY, 'f'.repeat(40), NONE))).toBe('not-found');
  });

  it('what an emergency has published is told once, and what was deleted still has its history', async () => {
    const { store, step, save, publish, onMain } = await writtenHistory();
    await save(article('急'));
    const head = (await store.commit(BRANCH))!.id;
    const commit = await publish(FINAL, '急', { Urgent: 'unsigned' });
    await store.move(BRANCH, null, head);
    await step(FINAL, '紧急发布，待补签：急', { Act: 'urgent', State: 'pending_review', Published: commit }, { remark: '暴雪' });
    const { draft, versions } = await readHistory(store, KEY, undefined, NONE);
    expect(draft!.steps.map(({ what }) => what)).toEqual(['紧急发布，待补签']);
    expect(versions[0]!.draft.steps.map(({ what }) => what)).toEqual(['保存']);
    const main = await store.main();
    const gone = await store.write({ tree: await store.edit(main.tree, new Map([[PATH, null]])), parents: [main.id], author: FINAL, at: START + 1e7, subject: '删除：急', remark: '发错了', trailers: { Act: 'delete', Entry: NAMED } });
    await store.move(MAIN, main.id, gone);
    await onMain({ by: WRITER, subject: '改：另一篇', text: article('另一篇'), path: OTHER_PATH });
    const after = await readHistory(store, KEY, undefined, NONE);
    expect(after).toMatchObject({ published: false, title: '急' });
    expect(after.versions[0]).toMatchObject({ what: '删除', gone: true, reason: '发错了' });
  });

  it('a key that can be no entry’s is refused', async () => {
    const { store } = await writtenHistory();
    expect(await code(readHistory(store, { collection: 'media', id: 'x' }, undefined, NONE))).toBe('refused-path');
  });
});

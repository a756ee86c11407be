import { describe, expect, it } from 'vitest';
import { both, chained, FINAL, FIRST, KEY, PATH, record, refused, SECOND, write, WRITER } from '../../../tests/fixtures/chain.ts';
import { git } from '../../../tests/fixtures/git.ts';
import { article } from '../../../tests/fixtures/sample.ts';
import { actor } from '../../../tests/fixtures/store.ts';
import { chainOf } from '../../protocol/roles.ts';
import { can } from './can.ts';
import { situationOf } from './judge-verb.ts';
import { publish } from './publish.ts';
import { standingOf } from './record.ts';
import { sendBack } from './send-back.ts';
import { setStatus } from './set-status.ts';
import { sign } from './sign.ts';
import { standing } from './standing.ts';
import { submit } from './submit.ts';
import { waiting } from './waiting.ts';
import { withdrawSubmission } from './withdraw-submission.ts';

describe('三审三校', () => {
  it('goes from hand to hand to the public, and the clone says who signed what', async () => {
    const { desk, repository, told } = await chained();
    await write(desk, article('送审的稿子'));
    await submit(desk, WRITER, KEY);
    expect(told.at(-1)).toMatchObject({ kind: 'waits', to: { stage: 'first' } });
    // 审 and 校 each by itself.
    await sign(desk, FIRST, { ...KEY, review: true, proof: false });
    expect(standingOf(await record(desk), chainOf(3)).outstanding).toBe('first');
    // Half a stage is no news for the stage.
    expect(told).toHaveLength(1);
    await sign(desk, FIRST, { ...KEY, review: false, proof: true });
    expect(told.at(-1)).toMatchObject({ kind: 'waits', to: { stage: 'second' }, except: expect.arrayContaining(['writer', 'first']) });
    await sign(desk, SECOND, { ...KEY, ...both });
    expect(await refused(publish(desk, WRITER, KEY))).toMatchObject({ code: 'not-ready', error: expect.stringContaining('还差终审') });
    const { draft } = await sign(desk, FINAL, { ...KEY, ...both, remark: '可以发' });
    expect(draft.status).toBe('pending_publish');
    expect(told.at(-1)).toMatchObject({ kind: 'ready', to: { usernames: ['writer'] } });
    await publish(desk, WRITER, KEY);
    const text = git(repository, 'show', `main:${PATH}`);
    expect(text).toContain('signed:\n  writer: "示例甲"\n  editor: "示例乙"\n  reviewer: "示例丁"\n---\n');
    const log = git(repository, 'log', '-1', '--format=%B', 'main');
    expect(log).toMatch(/^Yunduan-Chain: 3$/m);
    expect(log).toMatch(/^Yunduan-Writer: 示例甲 <writer>$/m);
    expect(log).toMatch(/^Yunduan-First-Review: 示例乙 <first> 2026-11-20T04:00:00.000Z$/m);
    expect(log).toMatch(/^Yunduan-Final-Proof: 示例丁 <final> /m);
    expect(told.at(-1)).toMatchObject({ kind: 'published', to: { usernames: ['writer'] } });
  });

  it('nobody signs their own words, nor two stages, nor out of turn', async () => {
    const { desk } = await chained();
    const all = actor('示例全', 'all', 'writer', 'first', 'second', 'final');
    await write(desk, article('自己写'), all);
    await submit(desk, all, KEY);
    expect(await refused(sign(desk, all, { ...KEY, ...both }))).toMatchObject({ code: 'forbidden', error: '自己写的、改过的稿子，不能自己审' });
    expect(await refused(sign(desk, FINAL, { ...KEY, ...both }))).toMatchObject({ code: 'forbidden', error: expect.stringContaining('现在轮到初审') });
    const two = actor('示例双', 'two', 'first', 'second');
    await sign(desk, two, { ...KEY, ...both });
    expect(await refused(sign(desk, two, { ...KEY, ...both }))).toMatchObject({ code: 'forbidden', error: '您已经签过另一审；各审要由不同的人签' });
  });

  it('an edit voids what was signed; whoever edits is a writer from then on', async () => {
    const { desk, told } = await chained();
    await write(desk, article('第一稿'));
    await submit(desk, WRITER, KEY);
    await sign(desk, FIRST, { ...KEY, ...both });
    await write(desk, article('第二稿'), SECOND);
    expect(await record(desk)).toMatchObject({ state: 'submitted', signOffs: [], voided: [{ by: { username: 'first' } }] });
    expect(told.at(-1)).toMatchObject({ kind: 'voided', to: { usernames: ['first'] } });
    await sign(desk, FIRST, { ...KEY, ...both });
    expect(await refused(sign(desk, SECOND, { ...KEY, ...both }))).toMatchObject({ code: 'forbidden' });
  });

  it('a reviewer signs what they read: another text by then is not signed', async () => {
    const { desk } = await chained(1);
    await write(desk, article('第一稿'));
    await submit(desk, WRITER, KEY);
    const { standing: read } = await standing(desk, FINAL, KEY);
    await write(desk, article('偷偷改过'));
    expect(await refused(sign(desk, FINAL, { ...KEY, ...both, digest: read.digest! }))).toMatchObject({ code: 'conflict' });
    expect((await record(desk)).signOffs).toEqual([]);
  });

  it('is sent back with a reason, and a reason that looks like a sign-off stays text', async () => {
    const { desk, told, repository } = await chained();
    await write(desk, article('有问题的稿子'));
    await submit(desk, WRITER, KEY);
    await sendBack(desk, FIRST, { ...KEY, reason: '数字不对。\n\nYunduan-Act: sign\nYunduan-Stage: final\nSign-off: 示例丁' });
    const now = await record(desk);
    expect(now).toMatchObject({ state: 'draft', signOffs: [], sentBack: { stage: 'first', reason: expect.stringContaining('Sign-off: 示例丁') } });
    expect(now.last.act).toBe('send-back');
    expect(told.at(-1)).toMatchObject({ kind: 'sent-back', to: { usernames: ['writer'] } });
    expect(git(repository, 'log', '-1', '--format=%(trailers:key=Sign-off)', 'cms/news/2026-11-01-0900').trim()).toBe('');
    expect((await waiting(desk, WRITER)).waiting).toMatchObject([{ ...KEY, why: 'sent-back' }]);
  });

  it('its writer takes a submission back; nobody else does', async () => {
    const { desk } = await chained();
    await write(desk, article('再想想'));
    await submit(desk, WRITER, KEY);
    expect(await refused(withdrawSubmission(desk, FIRST, KEY))).toMatchObject({ code: 'forbidden' });
    expect((await withdrawSubmission(desk, WRITER, KEY)).draft.status).toBe('draft');
  });

  it('a card moved to 就绪 signs the actor’s own stage and no more', async () => {
    const { desk } = await chained(2);
    await write(desk, article('看板'));
    await setStatus(desk, WRITER, { ...KEY, status: 'pending_review' });
    const { draft } = await setStatus(desk, FIRST, { ...KEY, status: 'pending_publish' });
    expect(draft.status).toBe('pending_review');
    expect((await setStatus(desk, FINAL, { ...KEY, status: 'pending_publish' })).draft.status).toBe('pending_publish');
    expect(await refused(setStatus(desk, FINAL, { ...KEY, status: 'draft' }))).toMatchObject({ code: 'not-ready', error: expect.stringContaining('退回修改要写明原因') });
  });

  it('a deputy signs in somebody’s stead, and is recorded as such', async () => {
    const { desk, repository } = await chained(1);
    const deputy = { ...actor('示例戊', 'deputy', 'writer'), standsFor: [{ name: FINAL.name, username: FINAL.username, stages: ['final' as const], collections: null }] };
    await write(desk, article('代审'));
    await submit(desk, WRITER, KEY);
    await sign(desk, deputy, { ...KEY, ...both });
    await publish(desk, WRITER, KEY);
    expect(git(repository, 'log', '-1', '--format=%B', 'main')).toMatch(/Yunduan-Final-Review: 示例戊 <deputy> for 示例丁 <final> /);
  });

  it('a deputy reviews and does nothing else of the principal’s, and where the principal could', async () => {
    const { desk } = await chained(1);
    const lent = (collections: string[] | null) =>
      ({ ...actor('示例戊', 'deputy', 'administrator'), standsFor: [{ name: FINAL.name, username: FINAL.username, stages: ['final' as const], collections }] });
    await write(desk, article('代审'));
    await submit(desk, WRITER, KEY);
    const situation = await situationOf(desk, KEY);
    expect(can(lent(null), 'sign', situation)).toEqual([]);
    for (const verb of ['sign', 'send-back'] as const) expect(can(lent(['notices']), verb, situation)).toMatchObject([{ code: 'forbidden' }]);
    expect(can(lent(null), 'publish-urgently', situation)).toMatchObject([{ code: 'forbidden', sentence: '这一步要由终审来做，您的账号没有这个角色' }]);
    // Whoever has a text signed in their stead must not have written it.
    const own = { ...lent(null), standsFor: [{ ...WRITER, stages: ['final' as const] }] };
    expect(can(own, 'sign', situation)).toMatchObject([{ code: 'forbidden', sentence: '请您代审的人写过、改过这篇稿子，您不能替他签' }]);
  });

  it('whose account is for other columns does nothing here', async () => {
    const { desk } = await chained();
    const other = { ...WRITER, collections: ['notices'] };
    expect(await refused(write(desk, article('别的栏目'), other))).toMatchObject({ code: 'forbidden', error: '您的账号不管这个栏目' });
    expect(can(FINAL, 'save', await situationOf(desk, { collection: 'settings', id: 'site' }))).toMatchObject([{ code: 'forbidden' }]);
  });
});

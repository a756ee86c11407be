import { describe, expect, it } from 'vitest';
import { git } from '../../../tests/fixtures/git.ts';
import { article } from '../../../tests/fixtures/sample.ts';
import { actor, sampleStore } from '../../../tests/fixtures/store.ts';
import { chainOf } from '../../protocol/roles.ts';
import { can } from './can.ts';
import type { Desk } from './change-draft.ts';
import { readDraft } from './drafts.ts';
import { situationOf } from './judge-verb.ts';
import type { Notice } from './notice.ts';
import { publish } from './publish.ts';
import { publishScheduled } from './publish-scheduled.ts';
import { publishUrgently } from './publish-urgently.ts';
import { standingOf } from './record.ts';
import { Refused } from './refused.ts';
import { restoreVersion } from './restore-version.ts';
import { save } from './save.ts';
import { schedule, unschedule } from './schedule.ts';
import { sendBack } from './send-back.ts';
import { setStatus } from './set-status.ts';
import { sign } from './sign.ts';
import { standing } from './standing.ts';
import { submit } from './submit.ts';
import { waiting } from './waiting.ts';
import { withdraw } from './withdraw.ts';
import { withdrawSubmission } from './withdraw-submission.ts';

const KEY = { collection: 'news', id: '2026-11-01-0900' };
const PATH = 'content/news/2026/2026-11-01-0900.md';
const WRITER = actor('示例甲', 'writer', 'writer');
const FIRST = actor('示例乙', 'first', 'first', 'writer');
const SECOND = actor('示例丙', 'second', 'second');
const FINAL = actor('示例丁', 'final', 'final');
const both = { review: true, proof: true };
const NOON = Date.parse('2026-11-20T12:00:00+08:00');

async function office(stages: 0 | 1 | 2 | 3 = 3) {
  const told: Notice[] = [];
  const clock = { now: NOON };
  const made = await sampleStore(undefined, { chain: () => chainOf(stages), notify: (notice) => told.push(notice), now: () => clock.now });
  return { ...made, told, clock };
}
const write = async (desk: Desk, raw: string, who = WRITER) => {
  const draft = await readDraft(desk.store, KEY);
  const stands = await desk.store.file(draft?.head.id ?? 'refs/heads/main', PATH);
  return save(desk, who, { ...KEY, isNew: false, media: [], files: [{ path: PATH, raw, base: stands!.version }] });
};
const refused = async (promise: Promise<unknown>) => promise.then(() => {
  throw new Error('was not refused');
}, (error: unknown) => {
  if (error instanceof Refused) return error.refusal;
  throw error;
});
const record = async (desk: Desk) => (await readDraft(desk.store, KEY))!.record;

describe('三审三校', () => {
  it('goes from hand to hand to the public, and the clone says who signed what', async () => {
    const { desk, repository, told } = await office();
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
    const { desk } = await office();
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
    const { desk, told } = await office();
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
    const { desk } = await office(1);
    await write(desk, article('第一稿'));
    await submit(desk, WRITER, KEY);
    const { standing: read } = await standing(desk, FINAL, KEY);
    await write(desk, article('偷偷改过'));
    expect(await refused(sign(desk, FINAL, { ...KEY, ...both, digest: read.digest! }))).toMatchObject({ code: 'conflict' });
    expect((await record(desk)).signOffs).toEqual([]);
  });

  it('is sent back with a reason, and a reason that looks like a sign-off stays text', async () => {
    const { desk, told, repository } = await office();
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
    const { desk } = await office();
    await write(desk, article('再想想'));
    await submit(desk, WRITER, KEY);
    expect(await refused(withdrawSubmission(desk, FIRST, KEY))).toMatchObject({ code: 'forbidden' });
    expect((await withdrawSubmission(desk, WRITER, KEY)).draft.status).toBe('draft');
  });

  it('a card moved to 就绪 signs the actor’s own stage and no more', async () => {
    const { desk } = await office(2);
    await write(desk, article('看板'));
    await setStatus(desk, WRITER, { ...KEY, status: 'pending_review' });
    const { draft } = await setStatus(desk, FIRST, { ...KEY, status: 'pending_publish' });
    expect(draft.status).toBe('pending_review');
    expect((await setStatus(desk, FINAL, { ...KEY, status: 'pending_publish' })).draft.status).toBe('pending_publish');
    expect(await refused(setStatus(desk, FINAL, { ...KEY, status: 'draft' }))).toMatchObject({ code: 'not-ready', error: expect.stringContaining('退回修改要写明原因') });
  });

  it('a deputy signs in somebody’s stead, and is recorded as such', async () => {
    const { desk, repository } = await office(1);
    const deputy = { ...actor('示例戊', 'deputy', 'writer'), standsFor: [{ name: FINAL.name, username: FINAL.username, stages: ['final' as const], collections: null }] };
    await write(desk, article('代审'));
    await submit(desk, WRITER, KEY);
    await sign(desk, deputy, { ...KEY, ...both });
    await publish(desk, WRITER, KEY);
    expect(git(repository, 'log', '-1', '--format=%B', 'main')).toMatch(/Yunduan-Final-Review: 示例戊 <deputy> for 示例丁 <final> /);
  });

  it('a deputy reviews and does nothing else of the principal’s, and where the principal could', async () => {
    const { desk } = await office(1);
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
    const { desk } = await office();
    const other = { ...WRITER, collections: ['notices'] };
    expect(await refused(write(desk, article('别的栏目'), other))).toMatchObject({ code: 'forbidden', error: '您的账号不管这个栏目' });
    expect(can(FINAL, 'save', await situationOf(desk, { collection: 'settings', id: 'site' }))).toMatchObject([{ code: 'forbidden' }]);
  });
});

describe('what main did meanwhile', () => {
  const text = (title: string, last: string) => article(title, `第一段。\n\n第二段。\n\n第三段。\n\n第四段。\n\n${last}`);
  async function lagging(mine: string, theirs: string, stages: 0 | 1 = 1) {
    const made = await office(stages);
    const { desk } = made;
    await desk.store.main();
    await write(desk, text('标题', '末段。'), WRITER);
    await submitAndPublish(desk);
    await write(desk, mine);
    await submit(desk, WRITER, KEY);
    if (stages) await sign(desk, FINAL, { ...KEY, ...both });
    const main = await desk.store.main();
    const tree = await desk.store.edit(main.tree, new Map([[PATH, { id: await desk.store.blob(Buffer.from(theirs)) }]]));
    await desk.store.move('refs/heads/main', main.id, await desk.store.write({ tree, parents: [main.id], author: SECOND, at: desk.now(), subject: '推送' }));
    return made;
  }
  async function submitAndPublish(desk: Desk) {
    await submit(desk, WRITER, KEY);
    if (desk.chain('news').length) await sign(desk, FINAL, { ...KEY, ...both });
    await publish(desk, WRITER, KEY);
  }

  it('is merged where it concerns other words, and voids the sign-offs', async () => {
    const { desk, repository } = await lagging(text('标题', '我改的末段。'), text('别人改的标题', '末段。'));
    expect(await refused(publish(desk, WRITER, KEY))).toMatchObject({ code: 'not-ready', error: expect.stringContaining('原来的审签因此作废') });
    expect((await record(desk)).voided).toHaveLength(1);
    await sign(desk, FINAL, { ...KEY, ...both });
    await publish(desk, WRITER, KEY);
    const shown = git(repository, 'show', `main:${PATH}`);
    expect(shown).toContain('别人改的标题');
    expect(shown).toContain('我改的末段');
  });

  it('is shown where both changed the same words, and nothing is written into the text', async () => {
    const { desk } = await lagging(text('标题', '我改的末段。'), text('标题', '别人改的末段。'), 0);
    const refusal = await refused(publish(desk, WRITER, KEY));
    expect(refusal).toMatchObject({ code: 'conflict', theirs: [{ author: '示例丙', raw: expect.stringContaining('别人改的末段') }] });
    const draft = (await readDraft(desk.store, KEY))!;
    expect((await desk.store.file(draft.head.id, PATH))!.bytes.toString()).not.toMatch(/<<<<|>>>>/);
  });
});

describe('a moment that was set', () => {
  it('publishes by itself, also what became due meanwhile, and keeps the text as it was signed', async () => {
    const { desk, clock, repository } = await office(1);
    await write(desk, article('定时的稿子'));
    await submit(desk, WRITER, KEY);
    expect(await refused(schedule(desk, WRITER, { ...KEY, at: '2026-11-21T08:00:00+08:00' }))).toMatchObject({ code: 'not-ready' });
    await sign(desk, FINAL, { ...KEY, ...both });
    expect(await refused(schedule(desk, WRITER, { ...KEY, at: '2026-11-19T08:00:00+08:00' }))).toMatchObject({ code: 'bad-request' });
    await schedule(desk, WRITER, { ...KEY, at: '2026-11-21T08:00:00+08:00' });
    expect(await refused(write(desk, article('改')))).toMatchObject({ code: 'not-ready', error: expect.stringContaining('请先取消定时') });
    expect(await publishScheduled(desk)).toBe(Date.parse('2026-11-21T08:00:00+08:00'));
    clock.now = Date.parse('2026-11-23T00:00:00+08:00');
    expect(await publishScheduled(desk)).toBeUndefined();
    expect(git(repository, 'log', '-1', '--format=%an|%s', 'main')).toBe('示例甲|定时发布：定时的稿子\n');
  });

  it('is taken back, and the draft stays ready', async () => {
    const { desk, clock } = await office(0);
    await write(desk, article('定时的稿子'));
    await setStatus(desk, WRITER, { ...KEY, status: 'pending_publish' });
    await schedule(desk, WRITER, { ...KEY, at: '2026-11-21T08:00:00+08:00' });
    expect((await unschedule(desk, WRITER, KEY)).draft.status).toBe('pending_publish');
    clock.now += 10 * 86_400_000;
    await publishScheduled(desk);
    expect(await readDraft(desk.store, KEY)).not.toBeNull();
  });
});

describe('an emergency', () => {
  it('is published at once with a reason, waits to be signed, and then names who did', async () => {
    const { desk, repository } = await office(2);
    await write(desk, article('紧急通知'));
    expect(await refused(publishUrgently(desk, WRITER, { ...KEY, reason: '暴雪红色预警' }))).toMatchObject({ code: 'forbidden' });
    await publishUrgently(desk, FINAL, { ...KEY, reason: '暴雪红色预警' });
    expect(git(repository, 'show', `main:${PATH}`)).not.toContain('signed:');
    expect(git(repository, 'log', '-1', '--format=%B', 'main')).toMatch(/> 暴雪红色预警[\s\S]*Yunduan-Urgent: unsigned/);
    expect((await waiting(desk, FIRST)).waiting).toMatchObject([{ why: 'sign', urgent: true }]);
    await sign(desk, FIRST, { ...KEY, ...both });
    await sign(desk, FINAL, { ...KEY, ...both });
    expect(git(repository, 'show', `main:${PATH}`)).toContain('reviewer: "示例丁"');
    expect(git(repository, 'log', '-1', '--format=%s', 'main')).toBe('补签：紧急通知\n');
    expect(await readDraft(desk.store, KEY)).toBeNull();
  });
});

describe('what is public', () => {
  it('is withdrawn with a reason, by whom may; nobody edits it after that', async () => {
    const { desk, repository } = await office(1);
    expect(await refused(withdraw(desk, WRITER, { ...KEY, reason: '内容有误' }))).toMatchObject({ code: 'forbidden' });
    await withdraw(desk, FINAL, { ...KEY, reason: '名单有误，更正后另发' });
    expect(git(repository, 'show', `main:${PATH}`)).toContain('withdrawn:\n  at: "2026-11-20T12:00:00+08:00"\n  reason: "名单有误，更正后另发"');
    expect(await refused(withdraw(desk, FINAL, { ...KEY, reason: '再撤' }))).toMatchObject({ code: 'not-ready' });
    expect(await refused(write(desk, article('改')))).toMatchObject({ code: 'not-ready', error: expect.stringContaining('已经撤稿') });
  });

  it('a save cannot forge who signed', async () => {
    const { desk } = await office(1);
    await write(desk, article('伪造').replace('\n---\n', '\nsigned:\n  reviewer: 谁都不是\n---\n'));
    const draft = (await readDraft(desk.store, KEY))!;
    expect((await desk.store.file(draft.head.id, PATH))!.bytes.toString()).not.toContain('谁都不是');
  });

  it('an earlier version comes back as a draft', async () => {
    const { desk } = await office(0);
    const earlier = (await desk.store.main()).id;
    const before = (await desk.store.file(earlier, PATH))!.bytes.toString();
    await write(desk, article('新的'));
    await setStatus(desk, WRITER, { ...KEY, status: 'pending_publish' });
    await publish(desk, WRITER, KEY);
    await restoreVersion(desk, WRITER, { ...KEY, commit: earlier });
    const draft = (await readDraft(desk.store, KEY))!;
    expect((await desk.store.file(draft.head.id, PATH))!.bytes.toString()).toBe(before);
  });
});

import { describe, expect, it } from 'vitest';
import { both, chained, FINAL, FIRST, KEY, PATH, refused, write, WRITER } from '../../../tests/fixtures/chain.ts';
import { git } from '../../../tests/fixtures/git.ts';
import { article } from '../../../tests/fixtures/sample.ts';
import { readDraft } from './drafts.ts';
import { publish } from './publish.ts';
import { publishScheduled } from './publish-scheduled.ts';
import { publishUrgently } from './publish-urgently.ts';
import { restoreVersion } from './restore-version.ts';
import { schedule, unschedule } from './schedule.ts';
import { setStatus } from './set-status.ts';
import { sign } from './sign.ts';
import { submit } from './submit.ts';
import { waiting } from './waiting.ts';
import { withdraw } from './withdraw.ts';

describe('a moment that was set', () => {
  it('publishes by itself, also what became due meanwhile, and keeps the text as it was signed', async () => {
    const { desk, clock, repository } = await chained(1);
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
    const { desk, clock } = await chained(0);
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
    const { desk, repository } = await chained(2);
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
    const { desk, repository } = await chained(1);
    expect(await refused(withdraw(desk, WRITER, { ...KEY, reason: '内容有误' }))).toMatchObject({ code: 'forbidden' });
    await withdraw(desk, FINAL, { ...KEY, reason: '名单有误，更正后另发' });
    expect(git(repository, 'show', `main:${PATH}`)).toContain('withdrawn:\n  at: "2026-11-20T12:00:00+08:00"\n  reason: "名单有误，更正后另发"');
    expect(await refused(withdraw(desk, FINAL, { ...KEY, reason: '再撤' }))).toMatchObject({ code: 'not-ready' });
    expect(await refused(write(desk, article('改')))).toMatchObject({ code: 'not-ready', error: expect.stringContaining('已经撤稿') });
  });

  it('a save cannot forge who signed', async () => {
    const { desk } = await chained(1);
    await write(desk, article('伪造').replace('\n---\n', '\nsigned:\n  reviewer: 谁都不是\n---\n'));
    const draft = (await readDraft(desk.store, KEY))!;
    expect((await desk.store.file(draft.head.id, PATH))!.bytes.toString()).not.toContain('谁都不是');
  });

  it('an earlier version comes back as a draft', async () => {
    const { desk } = await chained(0);
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

import { describe, expect, it } from 'vitest';
import { git } from '../../../../tests/fixtures/git.ts';
import { act, deskApp, KEY, PATH, sign, told, write } from '../../../../tests/fixtures/desk-app.ts';
import { askEverything, forbiddenVerbs } from '../../../../tests/fixtures/routes.ts';

describe('whoever does the final review (终审)', () => {
  it('is nobody while signed out: 401 from every route', async () => {
    const { app, nobody } = await deskApp();
    expect((await askEverything(app, nobody)).filter(({ status }) => status !== 401)).toEqual([]);
  });

  it('hears 403 from every route that is not theirs, and from no other', async () => {
    const { app, person } = await deskApp();
    expect(await forbiddenVerbs(app, await person('final', ['final']))).toEqual(['manage']);
  });

  it('signs last, and then it can be published; the commit says who signed what', async () => {
    const { person, repository } = await deskApp();
    const [writer, first, second, final] = [await person('writer', ['writer']), await person('first', ['first']), await person('second', ['second']), await person('final', ['final'])];
    await write(writer, '三审过的稿子');
    await act(writer, 'submit', KEY);
    expect(told(await sign(final))).toEqual([403, '现在轮到初审，您没有这一审的权限']);
    for (const reviewer of [first, second, final]) expect(told(await sign(reviewer))).toEqual([200, undefined]);
    expect(told(await act(writer, 'publish', KEY))).toEqual([200, undefined]);
    expect(git(repository, 'log', '-1', '--format=%B', 'main').match(/^Yunduan-(?:Writer|First-Review|Second-Review|Final-Proof): \S+ <\w+>/gm)).toEqual([
      'Yunduan-Writer: 示例writer <writer>', 'Yunduan-First-Review: 示例first <first>', 'Yunduan-Second-Review: 示例second <second>', 'Yunduan-Final-Proof: 示例final <final>',
    ]);
  });

  it('publishes urgently with a reason alone, and the draft stays until all have signed', async () => {
    const { person, repository } = await deskApp();
    const [writer, final] = [await person('writer', ['writer']), await person('final', ['final'])];
    await write(writer, '紧急的稿子');
    expect(told(await act(final, 'publishUrgently', { ...KEY, reason: '' }))).toEqual([400, '请写明为什么要紧急发布']);
    expect(told(await act(final, 'publishUrgently', { ...KEY, reason: '暴雪预警' }))).toEqual([200, undefined]);
    expect(git(repository, 'show', `main:${PATH}`)).toContain('紧急的稿子');
    const { standing } = (await act(writer, 'standing', KEY)).body as { standing: { urgent: { reason: string } } };
    expect(standing.urgent.reason).toBe('暴雪预警');
    expect((await act(writer, 'discard', KEY)).status).toBe(409);
  });

  it('withdraws with a reason that the public reads; deletes within half an hour of publication, not later', async () => {
    const { person, clock } = await deskApp({ stages: 0 });
    const [writer, final] = [await person('writer', ['writer']), await person('final', ['final'])];
    const key = { collection: 'news', id: '2026-11-25-0900' };
    const file = { path: 'content/news/2026/2026-11-25-0900.md', raw: '---\ntitle: 新稿\ndate: 2026-11-25T09:00:00+08:00\nchannel: 改革动态\nsource: 示例来源\nsummary: 示例摘要\n---\n正文。\n', base: null };
    await act(writer, 'save', { ...key, isNew: true, files: [file], media: [] });
    await act(writer, 'setStatus', { ...key, status: 'pending_publish' });
    expect(told(await act(writer, 'publish', key))).toEqual([200, undefined]);
    clock.now += 31 * 60_000;
    expect(told(await act(final, 'deletePublished', { ...key, reason: '写错了' }))).toEqual([409, '发布已超过 30 分钟，不能再删除；请用“撤稿”，页面会写明原因']);
    expect(told(await act(final, 'withdraw', { ...key, reason: '' }))).toEqual([400, '请写明撤稿的原因；公众会在原来的地址看到它']);
    expect(told(await act(final, 'withdraw', { ...key, reason: '内容有误' }))).toEqual([200, undefined]);
    expect(told(await write(final, '别的一条'))).toEqual([200, undefined]);
    expect(told(await act(final, 'deletePublished', { collection: 'settings', id: 'site', reason: '不要了' }))).toEqual([403, '网站设置只有管理员能改；网站设置不是文章，直接修改就可以']);
  });
});

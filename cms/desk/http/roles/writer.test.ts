import { describe, expect, it } from 'vitest';
import { act, deskApp, KEY, PATH, sign, told, write } from '../../../../tests/fixtures/desk-app.ts';
import { askEverything, forbiddenVerbs } from '../../../../tests/fixtures/routes.ts';
import { article } from '../../../../tests/fixtures/sample.ts';

describe('a writer (撰稿)', () => {
  it('is nobody while signed out: 401 from every route', async () => {
    const { app, nobody } = await deskApp();
    expect((await askEverything(app, nobody)).filter(({ status }) => status !== 401)).toEqual([]);
  });

  it('hears 403 from every route that is not theirs, and from no other', async () => {
    const { app, person } = await deskApp();
    expect(await forbiddenVerbs(app, await person('writer', ['writer']))).toEqual(['delete', 'manage', 'publish-urgently', 'restore-release', 'send-back', 'sign', 'withdraw']);
  });

  it('publishes no word of theirs that nobody has signed, by any way there is', async () => {
    const { person, desk } = await deskApp();
    const writer = await person('writer', ['writer']);
    const before = await desk.store.main();
    expect(told(await write(writer, '写好了'))).toEqual([200, undefined]);
    expect(told(await act(writer, 'publish', KEY))).toEqual([409, '还没有送审，不能发布']);
    expect(told(await act(writer, 'submit', KEY))).toEqual([200, undefined]);
    expect(told(await act(writer, 'publish', KEY))).toEqual([409, '还差初审，不能发布']);
    expect(told(await act(writer, 'schedule', { ...KEY, at: '2026-11-26T09:00:00+08:00' }))).toEqual([409, '还差初审，不能发布']);
    expect(told(await sign(writer))[0]).toBe(403);
    // Decap's board, which knows nothing of stages.
    expect((await act(writer, 'setStatus', { ...KEY, status: 'pending_publish' })).status).toBe(403);
    expect((await act(writer, 'publishUrgently', { ...KEY, reason: '很急很急' })).status).toBe(403);
    expect((await desk.store.main()).id).toBe(before.id);
  });

  it('takes back and throws away what is theirs, and nobody else’s', async () => {
    const { person } = await deskApp();
    const [writer, other] = [await person('writer', ['writer']), await person('other', ['writer'])];
    await write(writer, '写好了');
    await act(writer, 'submit', KEY);
    expect(told(await act(other, 'withdrawSubmission', KEY))).toEqual([403, '只有撰稿人自己能撤回送审；审稿人请用“退回修改”']);
    expect(told(await act(other, 'discard', KEY))).toEqual([403, '只有撰稿人自己和管理员能删除草稿']);
    expect(told(await act(writer, 'withdrawSubmission', KEY))).toEqual([200, undefined]);
    expect(told(await act(writer, 'discard', KEY))).toEqual([200, undefined]);
  });

  it('who is there for one collection does nothing to another, and nobody but an administrator changes settings', async () => {
    const { person } = await deskApp();
    const writer = await person('writer', ['writer'], ['pages']);
    expect(told(await write(writer, '不该我写'))).toEqual([403, '您的账号不管这个栏目']);
    const everywhere = await person('everywhere', ['writer', 'first', 'second', 'final']);
    const path = 'content/settings/site.yml';
    const { raw, version } = (await act(everywhere, 'entry', { path })).body;
    expect(told(await act(everywhere, 'save', { collection: 'settings', id: 'site', isNew: false, files: [{ path, raw, base: version }], media: [] }))).toEqual([403, '网站设置只有管理员能改']);
  });

  it('writes nothing into the fields that the desk itself writes', async () => {
    const { person } = await deskApp();
    const writer = await person('writer', ['writer']);
    const { version } = (await act(writer, 'entry', { path: PATH })).body;
    const forged = 'signed:\n  writer: 示例\n  editor: 冒名\n  reviewer: 冒名\nwithdrawn:\n  at: 2026-11-02T09:00:00+08:00\n  reason: 冒名\n';
    await act(writer, 'save', { ...KEY, isNew: false, files: [{ path: PATH, raw: article('第一篇', '改过的正文。', forged), base: version }], media: [] });
    const { raw } = (await act(writer, 'draftFile', { ...KEY, path: PATH })).body;
    expect(raw).toContain('改过的正文。');
    expect(raw).not.toMatch(/冒名|signed|withdrawn/);
  });
});

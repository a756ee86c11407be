import { describe, expect, it } from 'vitest';
import { act, deskApp, KEY, told, write } from '../../../../tests/fixtures/desk-app.ts';
import { askEverything, forbiddenVerbs } from '../../../../tests/fixtures/routes.ts';

describe('an administrator (管理员)', () => {
  it('is nobody while signed out: 401 from every route', async () => {
    const { app, nobody } = await deskApp();
    expect((await askEverything(app, nobody)).filter(({ status }) => status !== 401)).toEqual([]);
  });

  it('hears 403 from every route that is not theirs, and from no other: nobody writes or signs by managing', async () => {
    const { app, person } = await deskApp();
    expect(await forbiddenVerbs(app, await person('boss', ['administrator']))).toEqual([
      'correct', 'discard', 'publish', 'publish-urgently', 'restore-version', 'save', 'schedule', 'send-back', 'sign', 'submit', 'unschedule', 'upload', 'withdraw-submission',
    ]);
  });

  it('invites, disables and changes people, each time into the log', async () => {
    const { person, accounts } = await deskApp();
    const boss = await person('boss', ['administrator']);
    expect((await boss('POST', '/admin/api/people', { name: '示例新人', username: 'newcomer', roles: ['writer'], collections: null, mail: null })).status).toBe(201);
    await person('writer', ['writer']);
    const { id } = accounts.users.find('writer')!;
    expect((await boss('PUT', `/admin/api/people/${id}`, { name: '示例撰稿', roles: ['first'], collections: ['news'], mail: null })).status).toBe(200);
    expect((await boss('POST', `/admin/api/people/${id}/state`, { state: 'disabled' })).status).toBe(200);
    const { lines } = (await boss('GET', '/admin/api/people/log/acts')).body as unknown as { lines: { username: string; act: string; subject: string }[] };
    expect(lines.filter(({ username }) => username === 'boss').map(({ act: did, subject }) => `${did} ${subject}`)).toEqual(['停用 writer', '修改用户 writer', '邀请 newcomer', '接受邀请 boss']);
  });

  it('cannot leave the desk without an administrator', async () => {
    const { chief, accounts } = await deskApp();
    const { id } = accounts.users.find('chief')!;
    expect((await chief('POST', `/admin/api/people/${id}/state`, { state: 'disabled' })).status).toBe(409);
    expect((await chief('PUT', `/admin/api/people/${id}`, { name: '示例管理员', roles: ['writer'], collections: null, mail: null })).status).toBe(409);
    expect((await chief('GET', '/admin/api/people')).status).toBe(200);
  });

  it('signs nothing by giving themselves every role: not what they wrote, nor two stages', async () => {
    const { person, chief } = await deskApp();
    await person('writer', ['writer']);
    await write(chief, '管理员自己写的');
    await act(chief, 'submit', KEY);
    expect(told(await act(chief, 'sign', { ...KEY, review: true, proof: true }))).toEqual([403, '自己写的、改过的稿子，不能自己审']);
    expect(told(await act(chief, 'publish', KEY))).toEqual([409, '还差初审，不能发布']);
  });
});

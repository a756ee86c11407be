import { expect, it, vi } from 'vitest';
import { PASSWORD } from '../../../tests/fixtures/accounts.ts';
import { act, deskApp } from '../../../tests/fixtures/desk-app.ts';
import { codeAt, stepAt } from '../accounts/totp.ts';

const OTHER = '示例口令-黄河从这里流过';

it('what goes wrong with a request is logged by its method, its path and its cause: no password, token, code, cookie or text in it', async () => {
  const { nobody, browser, secret, database, log } = await deskApp();
  // Everything surprises from here on.
  vi.spyOn(database, 'prepare').mockImplementation(() => {
    throw new Error('the disk is broken');
  });
  const chief = browser(secret);
  const answers = [
    await nobody('POST', '/admin/api/session', { username: 'chief', password: PASSWORD, code: '135790' }),
    await nobody('POST', '/admin/api/setup', { token: 'TOKEN-of-setup', name: '示例', username: 'other', password: OTHER }),
    await nobody('POST', '/admin/api/link', { token: 'TOKEN-of-link' }),
    await nobody('POST', '/admin/api/link/accept', { token: 'TOKEN-of-link', password: OTHER }),
    await chief('GET', '/admin/api/session?token=TOKEN-in-query'),
    await chief('PUT', '/admin/api/account/password', { current: PASSWORD, password: OTHER }),
    await chief('POST', '/admin/api/account/second-factor/confirm', { code: '135790' }),
    await act(chief, 'sendBack', { collection: 'news', id: '2026-11-01-0900', reason: '不宜外传的理由' }),
  ];
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 500));
  expect(log).toHaveLength(answers.length);
  expect(log[0]).toMatch(/^POST \/admin\/api\/session: Error: the disk is broken\n {4}at /);
  for (const kept of [PASSWORD, OTHER, '135790', 'TOKEN', secret, '不宜外传']) {
    expect([kept, log.filter((line) => line.includes(kept))]).toEqual([kept, []]);
    expect(answers.filter(({ text }) => text.includes(kept))).toEqual([]);
  }
  // Nor is anybody outside told what it was.
  expect(answers.filter(({ text }) => /disk|at |\.ts/.test(text))).toEqual([]);
});

it('what is refused is logged nowhere but in the log of sign-ins, which holds no secret either', async () => {
  const { nobody, chief, browser, accounts, clock, log } = await deskApp();
  const made = (await chief('POST', '/admin/api/people', { name: '示例撰稿', username: 'writer', roles: ['writer'], collections: null, mail: null })).body as unknown as { token: string };
  await nobody('POST', '/admin/api/link', { token: made.token });
  expect((await nobody('POST', '/admin/api/link/accept', { token: made.token, password: OTHER })).status).toBe(200);
  const signedIn = await nobody('POST', '/admin/api/session', { username: 'writer', password: OTHER });
  const cookie = /yunduan=([\w-]+)/.exec(signedIn.headers.get('set-cookie')!)![1]!;
  const writer = browser(cookie);
  const { secret } = (await writer('POST', '/admin/api/account/second-factor', { password: OTHER })).body as unknown as { secret: string };
  const { recovery } = (await writer('POST', '/admin/api/account/second-factor/confirm', { code: codeAt(secret, stepAt(clock.now)) })).body as unknown as { recovery: string[] };
  await nobody('POST', '/admin/api/session', { username: 'writer', password: OTHER, code: recovery[0] });
  await nobody('POST', '/admin/api/session', { username: 'writer', password: '一个不对的口令', code: '000000' });
  // A password that was typed where the name goes.
  await nobody('POST', '/admin/api/session', { username: '不小心打在这里的口令', password: 'x' });
  await nobody('POST', '/admin/api/link', { token: 'TOKEN-that-is-wrong' });
  expect(log).toEqual([]);
  const logs = (await Promise.all(['acts.csv', 'sign-ins.csv'].map((name) => chief('GET', `/admin/api/people/log/${name}`)))).map(({ text }) => text).join();
  expect(logs).toContain('用备用码登录');
  for (const kept of [PASSWORD, OTHER, '一个不对的口令', '不小心打在这里的口令', made.token, cookie, secret, ...recovery, 'TOKEN']) expect([kept, logs.includes(kept)]).toEqual([kept, false]);
  expect(JSON.stringify(accounts.log.page('acts'))).not.toContain(made.token);
});

it('an answer to whoever is refused says nothing of what was sent or of who there is', async () => {
  const { nobody, chief } = await deskApp();
  for (const answer of [await nobody('POST', '/admin/api/session', { username: 'chief', password: PASSWORD, code: 1 }), await chief('PUT', '/admin/api/account/password', { current: OTHER, password: OTHER })]) {
    expect(answer.status).toBe(400);
    for (const sent of [PASSWORD, OTHER, 'chief']) expect(answer.text).not.toContain(sent);
  }
});

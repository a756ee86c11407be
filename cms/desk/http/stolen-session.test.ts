import { expect, it } from 'vitest';
import { CHIEF, PASSWORD } from '../../../tests/fixtures/accounts.ts';
import { deskApp } from '../../../tests/fixtures/desk-app.ts';

const OTHER = '示例口令-黄河从这里流过';
const cookieOf = (headers: Headers) => /yunduan=([\w-]+)/.exec(headers.get('set-cookie') ?? '')?.[1];

it('whoever holds a session and not its password cannot make the account theirs', async () => {
  const { person, accounts } = await deskApp();
  const thief = await person('writer', ['writer']);
  const { id } = accounts.users.find('writer')!;
  const before = accounts.users.passwordOf(id);
  const tries = await Promise.all([
    thief('PUT', '/admin/api/account/password', { current: '猜一猜的口令', password: OTHER }), thief('PUT', '/admin/api/account/password', { password: OTHER }),
    thief('POST', '/admin/api/account/second-factor', { password: '猜一猜的口令' }), thief('POST', '/admin/api/account/second-factor/off', { password: '猜一猜的口令' }),
    thief('POST', '/admin/api/account/second-factor/confirm', { code: '000000' }),
  ]);
  expect(tries.filter(({ status }) => status < 400 || status >= 500)).toEqual([]);
  expect([accounts.users.passwordOf(id), accounts.secondFactor.isOn(id)]).toEqual([before, false]);
});

it('guessing the password from inside a stolen session is slowed as at the door', async () => {
  const { person } = await deskApp();
  const thief = await person('writer', ['writer']);
  const guesses = [];
  for (let i = 0; i < 8; i++) guesses.push((await thief('PUT', '/admin/api/account/password', { current: `猜${i}`, password: OTHER })).status);
  expect(guesses.at(-1)).toBe(429);
});

it('its owner, or an administrator, ends it at the next request; signing out elsewhere needs no password', async () => {
  const { person, browser, signIn, administration, accounts } = await deskApp();
  const owner = await person('writer', ['writer']);
  const thief = browser(await signIn('writer'));
  expect((await thief('GET', '/admin/api/account')).status).toBe(200);
  expect((await owner('DELETE', '/admin/api/account/sessions')).status).toBe(200);
  expect([(await thief('GET', '/admin/api/account')).status, (await owner('GET', '/admin/api/account')).status]).toEqual([401, 200]);
  administration.signOut(CHIEF, accounts.users.find('writer')!.id);
  expect((await owner('GET', '/admin/api/account')).status).toBe(401);
});

it('shows nobody a secret that opens anything: neither its own nor another’s', async () => {
  const { person, secret, accounts } = await deskApp();
  const thief = await person('writer', ['writer']);
  const { text } = await thief('GET', '/admin/api/account');
  expect(text).not.toContain(secret);
  expect(text).not.toMatch(/[\w-]{43}/);
  expect(accounts.sessions.of(accounts.users.find('writer')!.id)).toHaveLength(1);
});

it('a session that somebody has planted in a browser is not the one that signing in opens', async () => {
  const { browser, accounts } = await deskApp();
  const planted = 'p'.repeat(43);
  const signedIn = await browser(planted)('POST', '/admin/api/session', { username: 'chief', password: PASSWORD });
  const cookie = cookieOf(signedIn.headers);
  expect([signedIn.status, cookie?.length, cookie === planted]).toEqual([200, 43, false]);
  expect((await browser(planted)('GET', '/admin/api/account')).status).toBe(401);
  expect(accounts.sessions.find(planted)).toBeUndefined();
});

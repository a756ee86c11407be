import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { CHIEF, PASSWORD, testAccounts } from '../../../tests/fixtures/accounts.ts';
import { Account, LogPage, MadeLink, People } from '../../protocol/people.ts';
import { LinkOffer, Session } from '../../protocol/session.ts';
import { VERBS } from '../../protocol/verbs.ts';
import { codeAt, stepAt } from '../accounts/totp.ts';
import { accountRoutes } from './account-routes.ts';
import { answerError } from './answer.ts';
import type { Environment } from './context.ts';
import { Routes, sameOrigin, signedIn } from './guard.ts';
import { peopleRoutes } from './people-routes.ts';
import { sessionRoutes } from './session-routes.ts';

const ORIGIN = 'http://desk.example';
const outside = { trustedProxy: false };

/** The desk's rooms for people behind what stands before them, and a browser for each person. */
async function desk() {
  const world = await testAccounts();
  const log: string[] = [];
  const app = new Hono<Environment>();
  app.onError((error, c) => answerError(error, c, (line) => log.push(line)));
  app.use('*', sameOrigin(outside));
  app.route('/', sessionRoutes(world.accounts, outside));
  app.use('*', signedIn(world.accounts, outside));
  Routes.mount(app, accountRoutes(world.own, outside), peopleRoutes({ administration: world.administration, log: world.accounts.log, outside }),
    new Routes().on('GET', '/admin/api/store', 'read', (c) => c.json({})));
  const as = (secret?: string) => async (method: string, path: string, body?: unknown) => {
    const headers = { host: 'desk.example', origin: ORIGIN, ...(secret ? { cookie: `yunduan=${secret}` } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const response = await app.fetch(new Request(`${ORIGIN}/admin/api/${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }), {} as never);
    const text = await response.text();
    return { status: response.status, text, headers: response.headers, json: () => JSON.parse(text) as unknown };
  };
  return { ...world, log, as, chief: as(world.secret) };
}

const MANAGE: [string, string][] = [
  ['GET', 'people'], ['POST', 'people'], ['PUT', 'people/1'], ['DELETE', 'people/1'], ['POST', 'people/1/link'], ['POST', 'people/1/state'], ['POST', 'people/1/sign-out'],
  ['POST', 'people/1/take-off'], ['PUT', 'people/chains'], ['PUT', 'people/second-factor'], ['POST', 'people/deputies'], ['DELETE', 'people/deputies/1'],
  ['GET', 'people/log/acts'], ['GET', 'people/log/acts.csv'], ['GET', 'people/log/sign-ins.csv'],
];
const OWN: [string, string][] = [
  ['GET', 'account'], ['PUT', 'account/mail'], ['PUT', 'account/password'], ['DELETE', 'account/sessions'], ['DELETE', 'account/sessions/1'], ['POST', 'account/second-factor'],
  ['POST', 'account/second-factor/confirm'], ['POST', 'account/second-factor/off'], ['POST', 'account/second-factor/recovery'], ['POST', 'account/deputies'], ['DELETE', 'account/deputies/1'],
];

describe('every route about people and accounts', () => {
  it('answers 401 to whoever is not signed in', async () => {
    const { as } = await desk();
    for (const [method, path] of [...MANAGE, ...OWN]) expect([path, (await as()(method, path, method === 'GET' ? undefined : {})).status]).toEqual([path, 401]);
    expect((await as('guess')('GET', 'account')).status).toBe(401);
  });

  it('answers 403, with the sentence, to everybody but administrators where people are managed, whatever they send', async () => {
    const { as, join, signIn, accounts } = await desk();
    await join('everything', ['writer', 'first', 'second', 'final']);
    const ask = as(await signIn('everything'));
    const before = JSON.stringify(accounts.users.all());
    for (const [method, path] of MANAGE) {
      const response = await ask(method, path, method === 'GET' ? undefined : { state: 'disabled', roles: ['administrator'], name: '示例', collections: null, mail: null });
      expect([path, response.status, response.json()]).toEqual([path, 403, { code: 'forbidden', error: '这一步要由管理员来做，您的账号没有这个角色' }]);
    }
    expect(JSON.stringify(accounts.users.all())).toBe(before);
    // And nobody's deputy is an administrator.
    expect((await ask('GET', 'account')).status).toBe(200);
  });

  it('answers 400 with a sentence in Chinese to what it cannot read, and never 500', async () => {
    const { chief, log } = await desk();
    for (const [method, path] of [...MANAGE, ...OWN].filter(([one]) => one === 'POST' || one === 'PUT')) {
      for (const body of [undefined, null, [], 'x', { roles: ['emperor'], name: 1, collections: [], chains: { news: 9 }, password: [], state: 'dead', deputy: null, code: {} }]) {
        // What needs no body is done without reading one.
        if (/(?:link|sign-out|take-off)$/.test(path)) continue;
        const response = await chief(method, path, body);
        expect([path, response.status, (response.json() as { error: string }).error]).toEqual([path, 400, expect.stringMatching(/\p{Script=Han}/u)]);
      }
    }
    for (const path of ['people/99/link', 'people/999999999999999/state', 'people/log/passwords', 'people/log/acts.exe', 'people/log/__proto__']) {
      const post = !path.includes('log');
      expect((await chief(post ? 'POST' : 'GET', path, post ? { state: 'active' } : undefined)).status).toBe(404);
    }
    expect(log).toEqual([]);
  });
});

describe('the story of a colleague', () => {
  it('is invited, signs in with a telephone, is disabled and out', async () => {
    const { as, chief, clock, accounts } = await desk();
    const nobody = as();
    const made = MadeLink.parse((await chief('POST', 'people', { name: '示例撰稿', username: 'writer1', roles: ['writer', 'writer'], collections: ['news'], mail: '' })).json());
    expect(LinkOffer.parse((await nobody('POST', 'link', { token: made.token })).json())).toEqual({ kind: 'invite', name: '示例撰稿', username: 'writer1', expiresAt: made.expiresAt });
    expect((await nobody('POST', 'link/accept', { token: made.token, password: '短' })).status).toBe(400);
    expect(await nobody('POST', 'link/accept', { token: made.token, name: '示例撰稿', password: PASSWORD })).toMatchObject({ status: 200, text: '{"username":"writer1"}' });
    expect((await nobody('POST', 'link', { token: made.token })).status).toBe(404);

    const signIn = (code?: string) => nobody('POST', 'session', { username: 'writer1', password: PASSWORD, ...(code ? { code } : {}) });
    const secretOf = (response: Awaited<ReturnType<typeof signIn>>) => /yunduan=([\w-]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1];
    const first = await signIn();
    expect(Session.parse(first.json())).toEqual({ name: '示例撰稿', username: 'writer1', roles: ['writer'], collections: ['news'], mustEnrol: false });
    const writer = as(secretOf(first));
    const { secret } = (await writer('POST', 'account/second-factor', { password: PASSWORD })).json() as { secret: string };
    const { recovery } = (await writer('POST', 'account/second-factor/confirm', { code: codeAt(secret, stepAt(clock.now)) })).json() as { recovery: string[] };
    expect(recovery).toHaveLength(10);
    const half = await signIn();
    expect([half.status, half.text, half.headers.get('set-cookie')]).toEqual([200, '{"needs":"code"}', null]);
    expect((await signIn('000000')).status).toBe(401);
    clock.now += 30_000;
    const whole = await signIn(codeAt(secret, stepAt(clock.now)));
    expect([whole.status, secretOf(whole)?.length]).toEqual([200, 43]);
    expect(Account.parse((await writer('GET', 'account')).json())).toMatchObject({ secondFactor: { on: true, recoveryLeft: 10 }, sessions: [{ here: false }, { here: true }] });

    const { id } = accounts.users.find('writer1')!;
    expect((await chief('POST', `people/${id}/state`, { state: 'disabled' })).status).toBe(200);
    expect((await writer('GET', 'account')).status).toBe(401);
    expect((await as(secretOf(whole))('GET', 'store')).status).toBe(401);
    expect(People.parse((await chief('GET', 'people')).json()).people[1]).toMatchObject({ username: 'writer1', state: 'disabled', secondFactor: true, seenAt: null, link: null });
    expect(LogPage.parse((await chief('GET', 'people/log/acts')).json()).lines[0]).toMatchObject({ username: 'chief', act: '停用', subject: 'writer1' });
    const table = await chief('GET', 'people/log/sign-ins.csv');
    expect([table.headers.get('content-type'), table.headers.get('content-disposition')]).toEqual(['text/csv; charset=utf-8', 'attachment; filename="yunduan-sign-ins.csv"']);
    expect(table.text).toContain('"writer1","unknown","动态口令不对"');
  });

  it('who must have a second factor comes to the own account alone, and is told where', async () => {
    const { as, chief, join, signIn, clock } = await desk();
    await join('reviewer', ['final']);
    const ask = as(await signIn('reviewer'));
    expect((await ask('GET', 'store')).status).toBe(200);
    expect((await chief('PUT', 'people/second-factor', { roles: ['final'] })).status).toBe(200);
    const refused = await ask('GET', 'store');
    expect([refused.status, refused.json()]).toEqual([403, { code: 'forbidden', error: '您的角色必须用动态口令；请先到“账号”页设置，再做别的' }]);
    expect((await ask('GET', 'accounts')).status).toBe(403);
    expect(Session.parse((await ask('GET', 'session')).json()).mustEnrol).toBe(true);
    const { secret } = (await ask('POST', 'account/second-factor', { password: PASSWORD })).json() as { secret: string };
    await ask('POST', 'account/second-factor/confirm', { code: codeAt(secret, stepAt(clock.now)) });
    expect((await ask('GET', 'store')).status).toBe(200);
  });

  it('ends a session elsewhere by its number', async () => {
    const { as, join, signIn } = await desk();
    await join('writer1');
    const [here, there] = [as(await signIn('writer1')), as(await signIn('writer1'))];
    const { sessions } = Account.parse((await here('GET', 'account')).json());
    expect((await here('DELETE', `account/sessions/${sessions.find((one) => !one.here)!.id}`)).status).toBe(200);
    expect([(await there('GET', 'account')).status, (await here('GET', 'account')).status]).toEqual([401, 200]);
  });

  it('a chain is set and shown, with what it lacks', async () => {
    const { chief, join, administration } = await desk();
    await join('writer1');
    expect((await chief('PUT', 'people/chains', { chains: { news: 3 } })).status).toBe(200);
    const told = People.parse((await chief('GET', 'people')).json());
    expect([told.chains['news'], told.alone, told.shortages[0]?.collections]).toEqual([3, false, ['news']]);
    expect(told).toEqual(JSON.parse(JSON.stringify(administration.tell())));
    administration.setState(CHIEF, 2, 'disabled');
    expect(People.parse((await chief('GET', 'people')).json()).alone).toBe(true);
  });
});

describe('routes', () => {
  it('judge their verb by role before they do anything, whatever it is about', async () => {
    const { accounts, signIn, join } = await desk();
    await join('writer1');
    const secret = await signIn('writer1');
    const done: string[] = [];
    const app = new Hono<Environment>();
    app.onError((error, c) => answerError(error, c, () => {}));
    app.use('*', signedIn(accounts, outside));
    Routes.mount(app, VERBS.reduce((routes, verb) => routes.on('GET', `/admin/api/account/${verb}`, verb, (c) => {
      done.push(verb);
      return c.json({});
    }), new Routes()));
    for (const verb of VERBS) await app.fetch(new Request(`${ORIGIN}/admin/api/account/${verb}`, { headers: { cookie: `yunduan=${secret}` } }), {} as never);
    expect(VERBS.filter((verb) => !done.includes(verb))).toEqual(['sign', 'send-back', 'publish-urgently', 'withdraw', 'delete', 'restore-release', 'manage']);
  });

  it('do not compile without one', () => {
    const wrong = (routes: Routes, app: Hono<Environment>) => {
      // @ts-expect-error a route without a verb
      routes.on('GET', '/admin/api/x', (c) => c.json({}));
      // @ts-expect-error a verb that is none
      routes.on('GET', '/admin/api/x', 'rule', (c) => c.json({}));
      // @ts-expect-error routes that were not made here have named no verbs
      Routes.mount(app, new Hono<Environment>());
    };
    // Judged by the compiler alone.
    expect(wrong).toHaveLength(2);
  });
});

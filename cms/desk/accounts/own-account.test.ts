import { describe, expect, it } from 'vitest';
import { HERE, PASSWORD, refusal, testAccounts } from '../../../tests/fixtures/accounts.ts';

const NEW = '另一句示例口令-雪很厚';

async function withTwoSessions() {
  const world = await testAccounts();
  await world.join('writer1');
  const secret = await world.signIn('writer1');
  world.clock.now += 3_600_000;
  const there = ((await world.accounts.signIn({ username: 'writer1', password: PASSWORD }, { address: '203.0.113.9', agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0.50' })) as { secret: string }).secret;
  const tell = () => world.own.tell(world.session(secret));
  return { ...world, secret, there, tell };
}

describe('one’s own sessions', () => {
  it('are told with address, browser and time, the one in use marked; nothing of them is a secret', async () => {
    const { tell, secret, there } = await withTwoSessions();
    expect(tell().sessions).toEqual([
      { id: 2, address: '203.0.113.9', browser: 'iPhone上的微信', createdAt: '2026-11-25T02:00:00.000Z', seenAt: '2026-11-25T02:00:00.000Z', here: false },
      { id: 3, address: '127.0.0.1', browser: 'Windows 电脑上的 Edge', createdAt: '2026-11-25T01:00:00.000Z', seenAt: '2026-11-25T02:00:00.000Z', here: true },
    ].map((session) => ({ ...session, id: expect.any(Number) as number })));
    expect(JSON.stringify(tell())).not.toMatch(new RegExp(`${secret}|${there}|[0-9a-f]{64}`));
  });

  it('can be ended elsewhere, one or all the others, and never somebody else’s', async () => {
    const { own, session, secret, there, tell, accounts, signIn } = await withTwoSessions();
    const chief = await signIn('chief');
    const { id: chiefs } = session(chief);
    expect(await refusal(() => own.endSession(session(secret), chiefs))).toBe('not-found 那里已经退出了，请刷新');
    expect(accounts.who(chief)).toBeDefined();
    own.endSession(session(secret), tell().sessions.find(({ here }) => !here)!.id);
    expect([accounts.who(there), accounts.who(secret)?.username]).toEqual([undefined, 'writer1']);
    const third = await signIn('writer1');
    own.endOtherSessions(session(secret));
    expect([accounts.who(third), accounts.who(secret)?.username, accounts.who(chief)?.username]).toEqual([undefined, 'writer1', 'chief']);
  });
});

describe('a new password', () => {
  it('needs the old one, signs out everywhere else, and voids a reset link', async () => {
    const { own, session, secret, there, accounts, signIn } = await withTwoSessions();
    const { token } = accounts.links.make('reset', session(secret).user.id);
    expect(await refusal(() => own.changePassword(session(secret), { current: '错的口令', password: NEW }, HERE.address))).toBe('bad-request 现在的密码不对');
    expect(await refusal(() => own.changePassword(session(secret), { current: PASSWORD, password: 'woaini1314520' }, HERE.address))).toMatch(/太常见/);
    await own.changePassword(session(secret), { current: PASSWORD, password: NEW }, HERE.address);
    expect([accounts.who(secret)?.username, accounts.who(there), accounts.links.find(token)]).toEqual(['writer1', undefined, undefined]);
    expect(await refusal(() => signIn('writer1'))).toMatch(/^signed-out/);
    expect(accounts.who(await signIn('writer1', undefined, NEW))).toBeDefined();
  });

  it('is guessed at as slowly from inside as from outside', async () => {
    const { own, session, secret } = await withTwoSessions();
    const guess = () => refusal(() => own.takeOffSecondFactor(session(secret), '错的口令', HERE.address));
    for (let i = 0; i < 5; i++) expect(await guess()).toMatch(/^bad-request/);
    expect(await guess()).toMatch(/^throttled/);
  });
});

it('a mail address is one’s own to change, and the log says that it was', async () => {
  const { own, session, secret, tell, accounts } = await withTwoSessions();
  own.changeMail(session(secret), 'writer1@example.invalid', HERE.address);
  expect(tell()).toMatchObject({ mail: 'writer1@example.invalid', colleagues: [{ name: '示例管理员', username: 'chief' }], secondFactor: { on: false, required: false, recoveryLeft: 0 } });
  expect(accounts.log.page('acts').lines[0]).toMatchObject({ username: 'writer1', act: '修改邮箱' });
});

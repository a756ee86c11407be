import { describe, expect, it } from 'vitest';
import { CHIEF, HERE, PASSWORD, refusal, testAccounts } from '../../../tests/fixtures/accounts.ts';
import { codeAt, stepAt } from './totp.ts';

/** Somebody with a second factor, and their telephone. */
async function withTelephone() {
  const world = await testAccounts();
  const { own, accounts, clock } = world;
  await world.join('writer1');
  const secret = await world.signIn('writer1');
  const enrolment = await own.beginSecondFactor(world.session(secret), PASSWORD, HERE.address);
  const telephone = (off = 0) => codeAt(enrolment.secret, stepAt(clock.now) + off);
  const recovery = own.confirmSecondFactor(world.session(secret), telephone(), HERE.address);
  clock.now += 30_000;
  const tryCode = (code: string, address = HERE.address) => refusal(() => accounts.signIn({ username: 'writer1', password: PASSWORD, code }, { ...HERE, address }));
  return { ...world, secret, telephone, recovery, tryCode };
}

describe('the second factor', () => {
  it('is asked for once the password is right, and only then', async () => {
    const { accounts, telephone, signIn } = await withTelephone();
    expect(await accounts.signIn({ username: 'writer1', password: PASSWORD }, HERE)).toEqual({ needs: 'code' });
    expect(await refusal(() => signIn('writer1', telephone(), '错的口令'))).toBe('signed-out 用户名或密码不对');
    expect(accounts.who(await signIn('writer1', telephone()))?.username).toBe('writer1');
  });

  it('takes each code once, half a minute early or late, however it is typed', async () => {
    const { tryCode, telephone, clock } = await withTelephone();
    const code = telephone();
    expect(await tryCode(`${code.slice(0, 3)} ${code.slice(3)}`)).toBe('allowed');
    expect(await tryCode(code)).toMatch(/^signed-out 这个动态口令刚用过/);
    expect(await tryCode(telephone(-1))).toMatch(/刚用过/);
    expect(await tryCode(telephone(1))).toBe('allowed');
    clock.now += 60_000;
    expect(await tryCode(telephone(-2))).toMatch(/^signed-out 动态口令不对/);
    expect(await tryCode([...telephone()].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join(''))).toBe('allowed');
  });

  it('two people with one code at the same instant: one gets in', async () => {
    const { tryCode, telephone } = await withTelephone();
    const code = telephone();
    const outcomes = await Promise.all([tryCode(code), tryCode(code), tryCode(code)]);
    expect(outcomes.filter((outcome) => outcome === 'allowed')).toHaveLength(1);
  });

  it('has ten recovery codes, each of which is used up', async () => {
    const { recovery, tryCode, accounts, own, session, signIn, telephone } = await withTelephone();
    expect(recovery).toHaveLength(10);
    expect(new Set(recovery).size).toBe(10);
    expect(await tryCode(recovery[3]!.toUpperCase().replace('-', ' '))).toBe('allowed');
    expect(await tryCode(recovery[3]!)).toMatch(/动态口令不对/);
    const { id } = accounts.users.find('writer1')!;
    expect(accounts.secondFactor.recoveryLeft(id)).toBe(9);
    const renewed = await own.renewRecovery(session(await signIn('writer1', telephone())), PASSWORD, HERE.address);
    expect(await tryCode(recovery[4]!)).toMatch(/动态口令不对/);
    expect(await tryCode(renewed[0]!)).toBe('allowed');
  });

  it('neither its secret’s codes nor the recovery codes stand in the log or in plain text in the database', async () => {
    const { recovery, database } = await withTelephone();
    const everything = JSON.stringify(['users', 'acts', 'sign_ins', 'links'].map((table) => database.prepare(`SELECT * FROM ${table}`).all()));
    for (const code of recovery) expect(everything).not.toContain(code.replace('-', ''));
  });

  it('guesses are slowed wherever they come from, a right password forgives none, and nobody waits for long', async () => {
    const { tryCode, telephone, clock, accounts } = await withTelephone();
    for (let i = 0; i < 5; i++) {
      expect(await tryCode('000000', `203.0.113.${i}`)).toMatch(/动态口令不对/);
    }
    await accounts.signIn({ username: 'writer1', password: PASSWORD }, HERE);
    expect(await tryCode('000000', '203.0.113.99')).toMatch(/^throttled 试错次数较多，请 1 秒后再试/);
    for (let i = 0; i < 10; i++) {
      clock.now += 300_000;
      await tryCode('000000', `198.51.100.${i}`);
    }
    expect(await tryCode(telephone())).toMatch(/^throttled/);
    clock.now += 300_001;
    expect(await tryCode(telephone())).toBe('allowed');
    expect(await tryCode('000000')).toMatch(/动态口令不对/);
  });

  it('guesses sent at once are counted at once', async () => {
    const { tryCode } = await withTelephone();
    const outcomes = await Promise.all(Array.from({ length: 9 }, (_, i) => tryCode('000000', `203.0.113.${i}`)));
    expect(outcomes.filter((outcome) => /动态口令不对/.test(outcome))).toHaveLength(5);
  });

  it('whoever must have one and has none comes to their own account and no further, until it is on', async () => {
    const { administration, accounts, join, signIn, session, own, clock } = await testAccounts();
    await join('reviewer', ['first']);
    const before = await signIn('reviewer');
    administration.requireSecondFactor(CHIEF, ['first', 'final']);
    // Whoever was signed in already, too; the administrator is 终审 as well.
    for (const secret of [before, await signIn('reviewer'), await signIn('chief')]) {
      expect([accounts.who(secret), session(secret).mustEnrol]).toEqual([undefined, true]);
    }
    const { secret, link } = await own.beginSecondFactor(session(before), PASSWORD, HERE.address);
    expect(link).toContain(secret);
    expect(await refusal(() => own.confirmSecondFactor(session(before), '000000', HERE.address))).toMatch(/^bad-request 动态口令不对/);
    own.confirmSecondFactor(session(before), codeAt(secret, stepAt(clock.now)), HERE.address);
    expect(accounts.who(before)?.username).toBe('reviewer');
    expect(await refusal(() => own.takeOffSecondFactor(session(before), PASSWORD, HERE.address))).toMatch(/^not-ready 您的角色必须用动态口令/);
    administration.requireSecondFactor(CHIEF, []);
    await own.takeOffSecondFactor(session(before), PASSWORD, HERE.address);
    expect(accounts.who(await signIn('reviewer'))?.username).toBe('reviewer');
  });

  it('a telephone that is begun and not confirmed changes nothing', async () => {
    const { own, session, secret, tryCode, telephone } = await withTelephone();
    await own.beginSecondFactor(session(secret), PASSWORD, HERE.address);
    expect(await tryCode(telephone())).toBe('allowed');
  });
});

describe('the log of signing in', () => {
  it('has the outcomes, and no password that was typed into the wrong field', async () => {
    const { accounts, tryCode, telephone, recovery } = await withTelephone();
    await tryCode('000000');
    await tryCode(telephone());
    await tryCode(recovery[0]!);
    await refusal(() => accounts.signIn({ username: PASSWORD, password: 'x' }, HERE));
    await refusal(() => accounts.signIn({ username: 'writer1', password: 'x' }, HERE));
    const { lines } = accounts.log.page('sign-ins');
    expect(lines.slice(0, 5).map(({ username, act }) => [username, act])).toEqual([
      ['writer1', '用户名或密码不对'], ['（没有这个用户）', '用户名或密码不对'], ['writer1', '用备用码登录'], ['writer1', '登录'], ['writer1', '动态口令不对'],
    ]);
    expect(JSON.stringify(lines)).not.toContain(PASSWORD);
  });
});

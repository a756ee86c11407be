import { describe, expect, it } from 'vitest';
import { CHIEF, HERE, refusal, testAccounts } from '../../../tests/fixtures/accounts.ts';

async function office() {
  const world = await testAccounts();
  await world.join('principal', ['first', 'writer']);
  await world.join('deputy', ['writer']);
  const secret = await world.signIn('deputy');
  const stands = () => world.accounts.who(secret)?.standsFor;
  const enter = (from: string, until: string, deputy = 'deputy') => world.administration.addDeputy(CHIEF, { username: 'principal', deputy, from, until });
  return { ...world, secret, stands, enter };
}
const PRINCIPAL = { name: '示例principal', username: 'principal', stages: ['first'], collections: null };

describe('a deputy (代审)', () => {
  it('has the principal’s stages, and no other role, from the first day to the last in Beijing', async () => {
    const { enter, stands, clock, accounts, signIn } = await office();
    enter('2026-11-26', '2026-11-27');
    const at = async (moment: string) => {
      clock.now = Date.parse(moment);
      return accounts.who(await signIn('deputy'))?.standsFor;
    };
    expect(stands()).toEqual([]);
    expect(await at('2026-11-25T23:59:59+08:00')).toEqual([]);
    expect(await at('2026-11-26T00:00:00+08:00')).toEqual([PRINCIPAL]);
    expect(await at('2026-11-27T23:59:59+08:00')).toEqual([PRINCIPAL]);
    expect(await at('2026-11-28T00:00:00+08:00')).toEqual([]);
  });

  it('stands in only while the principal is active, at the stages that they have now', async () => {
    const { enter, stands, administration, accounts } = await office();
    enter('2026-11-25', '2026-11-30');
    expect(stands()).toEqual([PRINCIPAL]);
    const { id } = accounts.users.find('principal')!;
    administration.change(CHIEF, id, { name: '示例principal', roles: ['second', 'final'], collections: null, mail: null });
    expect(stands()).toEqual([{ ...PRINCIPAL, stages: ['second', 'final'] }]);
    administration.change(CHIEF, id, { name: '示例principal', roles: ['writer'], collections: null, mail: null });
    expect(stands()).toEqual([]);
    administration.change(CHIEF, id, { name: '示例principal', roles: ['first'], collections: null, mail: null });
    administration.setState(CHIEF, id, 'disabled');
    expect(stands()).toEqual([]);
  });

  it('is entered by the administrator or by oneself, and ended by them alone', async () => {
    const { own, session, signIn, secret, accounts, stands, administration } = await office();
    const principal = session(await signIn('principal'));
    own.addDeputy(principal, { deputy: 'deputy', from: '2026-11-25', until: '2026-11-25' }, HERE.address);
    expect(stands()).toEqual([PRINCIPAL]);
    const [entered] = own.tell(session(secret)).deputies;
    expect(entered).toEqual({ id: 1, name: '示例principal', username: 'principal', deputy: '示例deputy', deputyUsername: 'deputy', from: '2026-11-25', until: '2026-11-25', today: true });
    expect(await refusal(() => own.endDeputy(session(secret), 1, HERE.address))).toMatch(/^not-found/);
    own.endDeputy(principal, 1, HERE.address);
    expect([stands(), await refusal(() => administration.endDeputy(CHIEF, 1))]).toEqual([[], 'not-found 这条代审已经不在了，请刷新']);
    expect(accounts.log.page('acts').lines[0]).toMatchObject({ username: 'principal', act: '取消代审', detail: 'deputy，2026-11-25 至 2026-11-25' });
  });

  it.each([
    [['2026-11-27', '2026-11-26', 'deputy'], '最后一天早于第一天'], [['2026-11-20', '2026-11-24', 'deputy'], '已经过去'],
    [['2026-11-25', '2026-11-26', 'principal'], '不能是本人'], [['2026-11-25', '2026-11-26', 'nobody'], '没有这位代审人'],
  ] as const)('is refused: %j', async ([from, until, deputy], sentence) => {
    const { enter } = await office();
    expect(await refusal(() => enter(from, until, deputy))).toMatch(new RegExp(`^bad-request .*${sentence}`));
  });

  it('stands in for the principal’s collections alone, and is refused where there is none in common', async () => {
    const { enter, stands, administration, accounts } = await office();
    const give = (username: string, collections: string[] | null) =>
      administration.change(CHIEF, accounts.users.find(username)!.id, { name: `示例${username}`, roles: ['first'], collections, mail: null });
    give('principal', ['news']);
    enter('2026-11-25', '2026-11-30');
    expect(stands()).toEqual([{ ...PRINCIPAL, collections: ['news'] }]);
    give('deputy', ['notices']);
    expect(await refusal(() => enter('2026-11-25', '2026-11-30'))).toBe('bad-request 示例deputy不管示例principal的栏目，代审不了；请另选一位，或者先改栏目');
  });

  it('is refused for somebody who signs nothing', async () => {
    const { administration } = await office();
    expect(await refusal(() => administration.addDeputy(CHIEF, { username: 'deputy', deputy: 'principal', from: '2026-11-25', until: '2026-11-26' }))).toMatch(/没有审签的角色/);
    expect(await refusal(() => administration.addDeputy(CHIEF, { username: 'nobody', deputy: 'principal', from: '2026-11-25', until: '2026-11-26' }))).toMatch(/没有这个人/);
  });

  it('is listed until the last day is over', async () => {
    const { enter, administration, clock } = await office();
    enter('2026-11-26', '2026-11-27');
    expect(administration.tell().deputies).toMatchObject([{ today: false }]);
    clock.now = Date.parse('2026-11-27T20:00:00+08:00');
    expect(administration.tell().deputies).toMatchObject([{ today: true }]);
    clock.now = Date.parse('2026-11-28T00:00:00+08:00');
    expect(administration.tell().deputies).toEqual([]);
  });
});

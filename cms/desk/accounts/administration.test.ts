import { describe, expect, it } from 'vitest';
import { CHIEF, HERE, PASSWORD, refusal, testAccounts } from '../../../tests/fixtures/accounts.ts';
import { ROLES, STAGES } from '../../protocol/roles.ts';

const DAY = 24 * 3_600_000;
const INVITATION = { name: '示例撰稿', username: 'writer1', roles: ['writer' as const], collections: ['news'], mail: 'writer1@example.invalid' };
const GIVEN = { name: '示例撰稿', roles: ['writer' as const], collections: null, mail: null };

describe('an invitation', () => {
  it('is one link, with which its owner makes the account their own', async () => {
    const { administration, accounts, signIn } = await testAccounts();
    const { kind, token, expiresAt } = administration.invite(CHIEF, INVITATION);
    expect([kind, expiresAt]).toEqual(['invite', '2026-11-28T01:00:00.000Z']);
    expect(accounts.links.find(token)).toMatchObject({ kind: 'invite', user: { name: '示例撰稿', username: 'writer1', state: 'invited' } });
    expect(await refusal(() => signIn('writer1'))).toBe('signed-out 用户名或密码不对');
    expect(await accounts.accept({ token, name: '示例撰稿人', password: PASSWORD }, HERE.address)).toBe('writer1');
    expect(accounts.who(await signIn('writer1'))).toEqual({ name: '示例撰稿人', username: 'writer1', roles: ['writer'], collections: ['news'], standsFor: [] });
    expect(accounts.people().at(-1)).toEqual({ id: 2, name: '示例撰稿人', username: 'writer1', roles: ['writer'], collections: ['news'], mail: 'writer1@example.invalid', standsFor: [] });
  });

  it('is used once, by one of two who have it, and is over after three days, when renewed, or when taken back', async () => {
    const { administration, accounts, clock } = await testAccounts();
    const invite = (username: string) => administration.invite(CHIEF, { ...INVITATION, username }).token;
    const accept = (token: string) => refusal(() => accounts.accept({ token, password: PASSWORD }, HERE.address));
    const refused = 'forbidden 这个链接无效、已经用过，或者过了三天；请向管理员要一个新的';
    const token = invite('one');
    expect((await Promise.all([accept(token), accept(token)])).sort()).toEqual(['allowed', refused]);
    expect([await accept(token), await accept('guess')]).toEqual([refused, refused]);
    const late = invite('two');
    clock.now += 3 * DAY;
    expect(await accept(late)).toBe(refused);
    const { token: again } = administration.renewLink(CHIEF, accounts.users.find('two')!.id);
    const renewed = administration.renewLink(CHIEF, accounts.users.find('two')!.id);
    expect([await accept(again), renewed.kind]).toEqual([refused, 'invite']);
    administration.withdrawInvitation(CHIEF, accounts.users.find('two')!.id);
    expect([await accept(renewed.token), accounts.users.find('two')]).toEqual([refused, undefined]);
    expect(await refusal(() => administration.withdrawInvitation(CHIEF, accounts.users.find('one')!.id))).toMatch(/^not-ready 邀请已经接受/);
  });

  it('keeps of its secret a hash', async () => {
    const { administration, database } = await testAccounts();
    const { token } = administration.invite(CHIEF, INVITATION);
    expect(JSON.stringify([...database.prepare('SELECT * FROM links').all(), ...database.prepare('SELECT * FROM acts').all()])).not.toContain(token);
  });

  it('is refused for a user name that is taken, a collection that is not there, a password that everybody has', async () => {
    const { administration, accounts } = await testAccounts();
    expect(await refusal(() => administration.invite(CHIEF, { ...INVITATION, username: 'chief' }))).toBe('exists 用户名 chief 已经有人用了，请另选一个');
    expect(await refusal(() => administration.invite(CHIEF, { ...INVITATION, collections: ['news', 'settings'] }))).toMatch(/^bad-request 没有“settings”这个栏目/);
    const { token } = administration.invite(CHIEF, INVITATION);
    expect(await refusal(() => accounts.accept({ token, password: 'password2026' }, HERE.address))).toMatch(/^bad-request 这个密码太常见/);
    expect(await refusal(() => accounts.accept({ token, password: 'writer1-writer1' }, HERE.address))).toMatch(/^bad-request 密码里有您的用户名/);
    expect(await refusal(() => accounts.accept({ token, password: PASSWORD }, HERE.address))).toBe('allowed');
  });
});

describe('a reset', () => {
  it('is a link to a new password; it signs out everywhere and leaves the second factor', async () => {
    const { administration, accounts, join, signIn } = await testAccounts();
    const id = await join('writer1');
    const secret = await signIn('writer1');
    const { kind, token } = administration.renewLink(CHIEF, id);
    expect([kind, accounts.who(secret)?.username]).toEqual(['reset', 'writer1']);
    await accounts.accept({ token, name: '改不了名', password: '另一句示例口令-雪很厚' }, HERE.address);
    expect([accounts.who(secret), accounts.users.get(id)?.name]).toEqual([undefined, '示例writer1']);
    expect(await refusal(() => signIn('writer1'))).toBe('signed-out 用户名或密码不对');
    expect(accounts.who(await signIn('writer1', undefined, '另一句示例口令-雪很厚'))).toBeDefined();
  });
});

describe('disabling', () => {
  it('ends sessions at once, voids links, and only whoever knows the password hears of it; it can be taken back', async () => {
    const { administration, accounts, join, signIn } = await testAccounts();
    const id = await join('writer1');
    const secret = await signIn('writer1');
    const { token } = administration.renewLink(CHIEF, id);
    administration.setState(CHIEF, id, 'disabled');
    expect(accounts.who(secret)).toBeUndefined();
    expect(await refusal(() => signIn('writer1'))).toBe('signed-out 这个账号已经停用，请联系管理员');
    expect(await refusal(() => signIn('writer1', undefined, '错的口令'))).toBe('signed-out 用户名或密码不对');
    expect(await refusal(() => accounts.accept({ token, password: PASSWORD }, HERE.address))).toMatch(/^forbidden/);
    expect(await refusal(() => administration.renewLink(CHIEF, id))).toMatch(/^not-ready 账号已经停用/);
    administration.setState(CHIEF, id, 'active');
    expect(accounts.who(secret)).toBeUndefined();
    expect(accounts.who(await signIn('writer1'))?.username).toBe('writer1');
  });

  it('a password that is still being judged opens nothing once the account is disabled', async () => {
    const { administration, join, signIn } = await testAccounts();
    const id = await join('writer1');
    const under = refusal(() => signIn('writer1'));
    administration.setState(CHIEF, id, 'disabled');
    expect(await under).toMatch(/^signed-out/);
  });
});

describe('roles', () => {
  it('count from the next request on', async () => {
    const { administration, accounts, join, signIn } = await testAccounts();
    const id = await join('writer1');
    const secret = await signIn('writer1');
    administration.change(CHIEF, id, { ...GIVEN, roles: ['first', 'writer'], collections: ['notices'] });
    expect(accounts.who(secret)).toMatchObject({ roles: ['writer', 'first'], collections: ['notices'] });
  });

  it('the last active administrator stays one: by taking the role from themself, and by disabling themself', async () => {
    const { administration, accounts, join } = await testAccounts();
    const other = await join('second', ['administrator']);
    administration.setState(CHIEF, other, 'disabled');
    const giveUp = () => refusal(() => administration.change(CHIEF, 1, { ...GIVEN, name: '示例管理员', roles: [...STAGES] }));
    expect(await giveUp()).toMatch(/^not-ready 您是唯一在用的管理员，不能去掉自己的管理员角色/);
    expect(await refusal(() => administration.setState(CHIEF, 1, 'disabled'))).toMatch(/^not-ready 您是唯一在用的管理员，不能停用自己/);
    expect(accounts.users.get(1)).toMatchObject({ roles: ROLES, state: 'active' });
    administration.setState(CHIEF, other, 'active');
    expect(await giveUp()).toBe('allowed');
    expect(await refusal(() => administration.setState({ username: 'second', address: '' }, other, 'disabled'))).toMatch(/^not-ready/);
  });

  it('that nobody knows are none', async () => {
    const { accounts, database, secret } = await testAccounts();
    database.exec(`UPDATE users SET roles = '["writer","emperor"]'`);
    expect(accounts.who(secret)?.roles).toEqual(['writer']);
  });
});

it('signs somebody out everywhere, and takes a lost telephone off', async () => {
  const { administration, accounts, join, signIn, own, session } = await testAccounts();
  const id = await join('writer1');
  const secret = await signIn('writer1');
  administration.signOut(CHIEF, id);
  expect(accounts.who(secret)).toBeUndefined();
  await own.beginSecondFactor(session(await signIn('writer1')), PASSWORD, HERE.address);
  administration.takeOffSecondFactor(CHIEF, id);
  expect(accounts.who(await signIn('writer1'))?.username).toBe('writer1');
  expect(await refusal(() => administration.signOut(CHIEF, 99))).toBe('not-found 没有这个人，请刷新');
});

it('everything that administrators do is in the log, in plain words', async () => {
  const { administration, accounts, join } = await testAccounts();
  const id = await join('writer1');
  administration.change(CHIEF, id, { name: '示例改名', roles: ['first'], collections: ['news'], mail: 'a@example.invalid' });
  administration.setChains(CHIEF, { news: 2, notices: 0 });
  administration.requireSecondFactor(CHIEF, ['administrator']);
  administration.setState(CHIEF, id, 'disabled');
  const { lines, more } = accounts.log.page('acts');
  expect(more).toBe(false);
  expect(lines.map(({ username, address, act, subject, detail }) => [username, address, act, subject, detail].join('|'))).toEqual([
    'chief|127.0.0.1|停用|writer1|',
    'chief|127.0.0.1|规定动态口令||管理员',
    'chief|127.0.0.1|设定审签||改革动态 二审',
    'chief|127.0.0.1|修改用户|writer1|姓名：示例writer1 → 示例改名；角色：撰稿 → 初审；栏目：全部栏目 → 改革动态；邮箱：无 → a@example.invalid',
    'writer1|127.0.0.1|接受邀请|writer1|',
    'chief|127.0.0.1|邀请|writer1|示例writer1：撰稿',
    'chief|127.0.0.1|建立第一个账号|示例管理员|',
  ]);
});

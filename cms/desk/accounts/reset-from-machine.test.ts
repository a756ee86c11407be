import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { CHECKOUT } from '../../../tests/fixtures/compiled.ts';
import { CHIEF, HERE, PASSWORD, testAccounts } from '../../../tests/fixtures/accounts.ts';
import { gitEnvironment } from '../../../src/content/objects.ts';
import { codeAt, stepAt } from './totp.ts';

const reset = (data: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cms/desk/reset.ts', ...args], { cwd: CHECKOUT, env: { ...gitEnvironment(), YUNDUAN_DATA: data }, encoding: 'utf8' });
  return { status, stdout, stderr, token: /\/admin\/invite\/#(\S+)/.exec(stdout)?.[1] ?? '' };
};

describe('npm run reset', () => {
  it('opens the way back for the last administrator, while the database is in use', async () => {
    const { folder, accounts, signIn, clock } = await testAccounts();
    clock.now = Date.now();
    const made = reset(folder, 'chief');
    expect([made.status, made.stderr]).toEqual([0, '']);
    expect(made.stdout).toMatch(/one-time link for 示例管理员 \(chief\), until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d Beijing time[^]*http:\/\/127\.0\.0\.1:4321\/admin\/invite\/#/);
    await accounts.accept({ token: made.token, password: '另一句示例口令-雪很厚' }, HERE.address);
    expect(accounts.who(await signIn('chief', undefined, '另一句示例口令-雪很厚'))?.username).toBe('chief');
    expect(accounts.log.page('acts').lines.map(({ username, act }) => `${username} ${act}`).slice(0, 2)).toEqual(['chief 用链接重设密码', '（服务器命令） 重发一次性链接']);
  });

  it('takes the second factor off when it is told to, and only then', async () => {
    const { folder, accounts, own, session, secret, clock } = await testAccounts();
    clock.now = Date.now();
    const fresh = ((await accounts.signIn({ username: 'chief', password: PASSWORD }, HERE)) as { secret: string }).secret;
    expect(session(secret)).toBeUndefined();
    const enrolment = await own.beginSecondFactor(session(fresh), PASSWORD, HERE.address);
    own.confirmSecondFactor(session(fresh), codeAt(enrolment.secret, stepAt(clock.now)), HERE.address);
    reset(folder, 'chief');
    expect(accounts.secondFactor.isOn(1)).toBe(true);
    reset(folder, 'chief', '--without-second-factor');
    expect(accounts.secondFactor.isOn(1)).toBe(false);
  });

  it('says what is wrong, in both languages, and changes nothing', async () => {
    const { folder, administration, join } = await testAccounts();
    administration.setState(CHIEF, await join('writer1'), 'disabled');
    expect(reset(folder)).toMatchObject({ status: 1, stderr: expect.stringMatching(/^usage: npm run reset -- <user>/) });
    expect(reset(folder, 'nobody')).toMatchObject({ status: 1, stderr: expect.stringMatching(/no account "nobody"; there are: chief, writer1 \/ 没有/) });
    expect(reset(folder, 'writer1')).toMatchObject({ status: 1, stderr: expect.stringMatching(/disabled.*已停用/) });
    expect(reset(`${folder}/none`, 'chief')).toMatchObject({ status: 1, stderr: expect.stringMatching(/no desk has run on .*none/) });
  });
});

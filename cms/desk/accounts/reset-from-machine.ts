import { atOnce } from '../../../src/content/at-once.ts';
import type { Accounts } from './accounts.ts';
import { MACHINE } from './log.ts';

/**
 * A one-time link for somebody who is locked out, made by whoever has the machine itself. `expiresAt` in ms. Throws a sentence for the
 * operator where there is no such account, or it is disabled.
 */
export function resetFromMachine(accounts: Accounts, username: string, withoutSecondFactor: boolean): { name: string; token: string; expiresAt: number } {
  const { users, links, log, secondFactor, database } = accounts;
  return atOnce(database, () => {
    const user = users.find(username);
    if (!user) throw new Error(`there is no account ${JSON.stringify(username)}; there are: ${users.all().map((one) => one.username).join(', ') || 'none yet'} / 没有这个用户名`);
    if (user.state === 'disabled') throw new Error(`the account ${username} is disabled; an administrator can enable it under 用户 / 这个账号已停用，请管理员在“用户”页恢复`);
    if (withoutSecondFactor) secondFactor.takeOff(user.id);
    log.act(MACHINE, 'renew-link', username, withoutSecondFactor ? '同时解除动态口令' : '');
    const { token, expiresAt } = links.make(user.state === 'invited' ? 'invite' : 'reset', user.id);
    return { name: user.name, token, expiresAt };
  });
}

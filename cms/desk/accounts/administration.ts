import { atOnce } from '../../../src/content/at-once.ts';
import { type CollectionName, declared, isCollection } from '../../../src/model/collections.ts';
import type { DeputyChange, Invitation, MadeLink, People, PersonChange } from '../../protocol/people.ts';
import { type ChainLength, type Role, ROLE_NAMES } from '../../protocol/roles.ts';
import { Refused } from '../workflow/refused.ts';
import type { Accounts } from './accounts.ts';
import { shortages } from './chains.ts';
import type { LinkKind } from './links.ts';
import type { By } from './log.ts';
import type { User } from './users.ts';

const CHAIN_NAMES: Readonly<Record<ChainLength, string>> = { 0: '不设审签', 1: '一审', 2: '二审', 3: '三审' };
const rolesInWords = (roles: readonly Role[]) => roles.map((role) => ROLE_NAMES[role]).join('、');
const iso = (at: number) => new Date(at).toISOString();

/** What administrators do: each act is guarded, done at once, and written into the log. Throws `Refused`. */
export class Administration {
  readonly #accounts: Accounts;
  readonly #now: () => number;

  constructor(accounts: Accounts, now: () => number) {
    this.#accounts = accounts;
    this.#now = now;
  }

  /** Everything that the page about people shows. */
  tell(): People {
    const { users, sessions, links, secondFactor, chains, deputies } = this.#accounts;
    const [everybody, set, seen, open] = [users.all(), chains.all(), sessions.lastSeen(), links.open()];
    const moment = (at: number | undefined) => (at === undefined ? null : iso(at));
    return {
      people: everybody.map(({ id, name, username, roles, collections, mail, state, createdAt }) => ({
        id, name, username, roles: [...roles], collections: collections && [...collections], mail, state, secondFactor: secondFactor.isOn(id),
        createdAt: iso(createdAt), seenAt: moment(seen.get(id)), link: moment(open.get(id)),
      })),
      chains: set,
      alone: this.#accounts.alone,
      shortages: shortages(set, everybody),
      deputies: deputies.list(),
      secondFactor: secondFactor.requiredRoles,
    };
  }

  /** Makes an account that waits for its owner, and the link to it. */
  invite(by: By, { name, username, roles, collections, mail }: Invitation): MadeLink {
    known(collections);
    return this.#atOnce(() => {
      const id = this.#accounts.users.add({ username, name, password: '', roles, collections, state: 'invited', mail, createdAt: this.#now() });
      this.#accounts.log.act(by, 'invite', username, `${name}：${rolesInWords(roles)}`);
      return this.#link('invite', id);
    });
  }

  /** A new link for somebody: the invitation again, or to a new password. Earlier ones are void. */
  renewLink(by: By, id: number): MadeLink {
    return this.#atOnce(() => {
      const user = this.#get(id);
      if (user.state === 'disabled') throw new Refused('not-ready', '账号已经停用；先恢复使用，再发链接');
      this.#accounts.log.act(by, 'renew-link', user.username, user.state === 'invited' ? '邀请' : '重设密码');
      return this.#link(user.state === 'invited' ? 'invite' : 'reset', id);
    });
  }

  /** Takes an invitation back that nobody has accepted; the account was never one. */
  withdrawInvitation(by: By, id: number): void {
    this.#atOnce(() => {
      const { state, username } = this.#get(id);
      if (state !== 'invited') throw new Refused('not-ready', '邀请已经接受，不能撤回；不再需要的账号请停用，历史记录里还要看得到这个人');
      this.#accounts.users.remove(id);
      this.#accounts.log.act(by, 'withdraw-invitation', username);
    });
  }

  change(by: By, id: number, given: PersonChange): void {
    known(given.collections);
    this.#atOnce(() => {
      const user = this.#get(id);
      this.#accounts.users.change(id, given);
      this.#keepAnAdministrator(user, '您是唯一在用的管理员，不能去掉自己的管理员角色；请先给另一位同事管理员角色');
      this.#accounts.log.act(by, 'change', user.username, differences(user, given));
    });
  }

  /** Disabling ends all sessions at once and voids links; an account can be given back its life. */
  setState(by: By, id: number, state: 'active' | 'disabled'): void {
    this.#atOnce(() => {
      const user = this.#get(id);
      if (user.state === 'invited') throw new Refused('not-ready', '邀请还没有接受；不再需要，请撤回邀请');
      if (user.state === state) return;
      this.#accounts.users.setState(id, state);
      this.#keepAnAdministrator(user, '您是唯一在用的管理员，不能停用自己；请先给另一位同事管理员角色');
      this.#accounts.sessions.endAll(id);
      this.#accounts.links.void(id);
      this.#accounts.log.act(by, state === 'disabled' ? 'disable' : 'enable', user.username);
    });
  }

  /** Ends all of somebody's sessions: a computer was lost. */
  signOut(by: By, id: number): void {
    const { username } = this.#get(id);
    this.#accounts.sessions.endAll(id);
    this.#accounts.log.act(by, 'sign-out', username);
  }

  /** Takes the second factor off an account: a telephone was lost, and the recovery codes with it. */
  takeOffSecondFactor(by: By, id: number): void {
    const { username } = this.#get(id);
    this.#accounts.secondFactor.takeOff(id);
    this.#accounts.log.act(by, 'take-off', username);
  }

  setChains(by: By, lengths: Readonly<Record<string, ChainLength>>): void {
    const wanted = Object.entries(lengths) as [CollectionName, ChainLength][];
    known(wanted.map(([collection]) => collection));
    this.#atOnce(() => {
      const before = this.#accounts.chains.all();
      const changed = wanted.filter(([collection, length]) => before[collection] !== length);
      for (const [collection, length] of changed) this.#accounts.chains.set(collection, length);
      if (changed.length) this.#accounts.log.act(by, 'chains', '', changed.map(([collection, length]) => `${declared(collection).label} ${CHAIN_NAMES[length]}`).join('；'));
    });
  }

  requireSecondFactor(by: By, roles: readonly Role[]): void {
    this.#accounts.secondFactor.require(roles);
    this.#accounts.log.act(by, 'second-factor', '', rolesInWords(roles) || '都不要求');
  }

  addDeputy(by: By, { username, deputy, from, until }: DeputyChange): void {
    const principal = this.#accounts.users.find(username);
    if (principal?.state !== 'active') throw new Refused('bad-request', '没有这个人，或者他的账号不在用');
    this.#accounts.deputies.add(principal, this.#accounts.users.find(deputy), from, until);
    this.#accounts.log.act(by, 'deputy', username, `${deputy}，${from} 至 ${until}`);
  }

  endDeputy(by: By, id: number): void {
    const deputy = this.#accounts.deputies.get(id);
    if (!deputy) throw new Refused('not-found', '这条代审已经不在了，请刷新');
    this.#accounts.deputies.end(id);
    this.#accounts.log.act(by, 'end-deputy', deputy.username, `${deputy.deputyUsername}，${deputy.from} 至 ${deputy.until}`);
  }

  #get(id: number): User {
    const user = this.#accounts.users.get(id);
    if (!user) throw new Refused('not-found', '没有这个人，请刷新');
    return user;
  }

  #link(kind: LinkKind, id: number): MadeLink {
    const { token, expiresAt } = this.#accounts.links.make(kind, id);
    return { kind, token, expiresAt: iso(expiresAt) };
  }

  #atOnce<T>(act: () => T): T {
    return atOnce(this.#accounts.database, act);
  }

  /** Whoever was one may stop being one only while there is another: else nobody could undo it. Asked after the change, inside it. */
  #keepAnAdministrator(before: User, sentence: string): void {
    const is = ({ state, roles }: User) => state === 'active' && roles.includes('administrator');
    if (is(before) && !this.#accounts.users.all().some(is)) throw new Refused('not-ready', sentence);
  }
}

function known(collections: readonly string[] | null): void {
  const unknown = collections?.find((name) => !isCollection(name));
  if (unknown !== undefined) throw new Refused('bad-request', `没有“${unknown}”这个栏目，请刷新后再选`);
}

/** What a change changes, for the log. */
function differences(before: User, after: PersonChange): string {
  const labels = (collections: readonly string[] | null) => collections?.map((name) => (isCollection(name) ? declared(name).label : name)).join('、') ?? '全部栏目';
  const pairs: [string, string, string][] = [
    ['姓名', before.name, after.name], ['角色', rolesInWords(before.roles), rolesInWords(after.roles)],
    ['栏目', labels(before.collections), labels(after.collections)], ['邮箱', before.mail ?? '无', after.mail ?? '无'],
  ];
  return pairs.filter(([, old, now]) => old !== now).map(([what, old, now]) => `${what}：${old} → ${now}`).join('；') || '没有变化';
}

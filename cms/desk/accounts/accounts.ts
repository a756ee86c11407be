import type { DatabaseSync } from 'node:sqlite';
import { atOnce } from '../../../src/content/at-once.ts';
import { collectionNames } from '../../../src/model/collections.ts';
import { chainOf, ROLES, type Stage } from '../../protocol/roles.ts';
import type { AcceptLink, Credentials, Session, Setup } from '../../protocol/session.ts';
import type { Actor } from '../workflow/actor.ts';
import { Refused } from '../workflow/refused.ts';
import { Chains } from './chains.ts';
import { Deputies } from './deputies.ts';
import { Links } from './links.ts';
import { Log } from './log.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { refuseWeak } from './password-rules.ts';
import { SecondFactor } from './second-factor.ts';
import { hashSecret, makeSecret } from './secret.ts';
import { type Origin, Sessions } from './sessions.ts';
import { refuseToWait, Throttle } from './throttle.ts';
import { type User, Users } from './users.ts';

const NOWHERE: Origin = { address: '', agent: '' };

/** An open session, and what it opens. */
export interface OpenSession {
  id: number;
  user: User;
  actor: Actor;
  /** A role must have a second factor and there is none: until then only the own account is open. */
  mustEnrol: boolean;
}

/** What came of signing in: a session and its secret, or that a code of the second factor is still needed. */
export type SignInOutcome = { session: Session; secret: string } | { needs: 'code' };

/** Who there is, and who is who: the first account, signing in and out, one-time links, what each may do. */
export class Accounts {
  readonly users: Users;
  readonly sessions: Sessions;
  readonly links: Links;
  readonly secondFactor: SecondFactor;
  readonly chains: Chains;
  readonly deputies: Deputies;
  readonly log: Log;
  readonly database: DatabaseSync;
  readonly #throttle: Throttle;
  readonly #now: () => number;
  /** Compared with when there is no such user, so that an answer takes as long. */
  #nobody: string | undefined;

  constructor(database: DatabaseSync, now: () => number) {
    this.database = database;
    this.users = new Users(database);
    this.sessions = new Sessions(database, now);
    this.links = new Links(database, now);
    this.secondFactor = new SecondFactor(database, now);
    this.chains = new Chains(database);
    this.deputies = new Deputies(database, now);
    this.log = new Log(database, now);
    this.#throttle = new Throttle(database);
    this.#now = now;
  }

  hasAny(): boolean {
    return this.database.prepare('SELECT 1 FROM users LIMIT 1').get() !== undefined;
  }

  /** A new one-time token for the first account; earlier ones are void. Undefined when there is an account. */
  renewSetupToken(): string | undefined {
    if (this.hasAny()) return undefined;
    const token = makeSecret();
    this.database.exec('DELETE FROM setup_link');
    this.database.prepare('INSERT INTO setup_link (token_hash, created_at) VALUES (?, ?)').run(hashSecret(token), this.#now());
    return token;
  }

  /** Makes the first account, with every role, and signs it in. Throws `Refused` when the token is not the printed one or was used. */
  async setUp({ token, name, username, password, chain = 0 }: Setup, from: Origin = NOWHERE): Promise<{ session: Session; secret: string }> {
    const wrong = () => new Refused('forbidden', this.hasAny()
      ? '这个一次性链接无效或已经用过；账号已经建立，请直接登录'
      : '这个一次性链接无效；请在运行编务台的终端里查看最新的链接');
    const valid = () => !this.hasAny() && this.database.prepare('SELECT 1 FROM setup_link WHERE token_hash = ?').get(hashSecret(token)) !== undefined;
    if (!valid()) throw wrong();
    refuseWeak(password, { name, username });
    const hash = await hashPassword(password);
    const id = atOnce(this.database, () => {
      // Asked again: hashing took time, and two people may hold the link.
      if (!valid()) throw wrong();
      this.database.exec('DELETE FROM setup_link');
      for (const collection of collectionNames) this.chains.set(collection, chain);
      this.log.act({ username, address: from.address }, 'set-up', name);
      return this.users.add({ username, name, password: hash, roles: ROLES, collections: null, state: 'active', mail: null, createdAt: this.#now() });
    });
    return this.#open(id, from);
  }

  /**
   * Signs in. Throws `Refused`: `throttled` with the wait, or one sentence for a wrong name and a wrong password alike. Only whoever
   * knows the password hears more.
   */
  async signIn({ username, password, code }: Credentials, from: Origin): Promise<SignInOutcome> {
    const by = { username, address: from.address };
    refuseToWait(this.#throttle.wait(username, from.address, this.#now()));
    const known = this.users.find(username);
    const attempt = this.#throttle.begin(username, from.address, this.#now());
    // Whoever is invited has none yet: that takes as long, too.
    const stored = (known && this.users.passwordOf(known.id)) || (this.#nobody ??= await hashPassword(makeSecret()));
    const matches = await passwordMatches(password, stored);
    // Asked again: hashing took time, in which the account may have been disabled, or the password changed.
    const now = matches ? this.users.find(username) : undefined;
    const user = now && this.users.passwordOf(now.id) === stored ? now : undefined;
    if (user?.state !== 'active') {
      this.log.signIn(by, user ? 'disabled' : 'refused', known !== undefined);
      throw new Refused('signed-out', user ? '这个账号已经停用，请联系管理员' : '用户名或密码不对');
    }
    if (this.secondFactor.isOn(user.id)) {
      if (!code) {
        // Not forgiven either: or whoever knows the password could wipe out wrong codes by it.
        attempt.takenBack();
        return { needs: 'code' };
      }
      this.#judgeCode(user, code, from.address);
    } else this.log.signIn(by, 'signed-in', true);
    attempt.succeeded();
    return this.#open(user.id, from);
  }

  #judgeCode(user: User, code: string, address: string): void {
    const { username } = user;
    refuseToWait(this.#throttle.waitForCode(username, this.#now()));
    const guess = this.#throttle.beginCode(username, this.#now());
    const verdict = this.secondFactor.judge(user.id, code);
    if (verdict === 'telephone' || verdict === 'recovery') {
      guess.succeeded();
      this.log.signIn({ username, address }, verdict === 'recovery' ? 'recovery' : 'signed-in', true);
      return;
    }
    this.log.signIn({ username, address }, 'wrong-code', true);
    throw new Refused('signed-out', verdict === 'used'
      ? '这个动态口令刚用过；请等手机上换了新的六位数字再输'
      : '动态口令不对；请看手机上现在显示的六位数字，也可以输一个备用码');
  }

  /** The session that a secret opens, or undefined when there is none. */
  session(secret: string | undefined): OpenSession | undefined {
    const found = this.sessions.find(secret);
    if (!found) return undefined;
    const { id, user } = found;
    return { id, user, actor: this.#actor(user), mustEnrol: this.secondFactor.isRequired(user.roles) && !this.secondFactor.isOn(user.id) };
  }

  /** Who a session's secret belongs to and what they may do now; undefined when it opens nothing, or not yet more than the own account. */
  who(secret: string | undefined): Actor | undefined {
    const session = this.session(secret);
    return session && !session.mustEnrol ? session.actor : undefined;
  }

  signOut(secret: string | undefined): void {
    if (secret) this.sessions.endBySecret(secret);
  }

  /** Uses a one-time link up: gives the account its password and, where it is an invitation, its life. Gives the user name. Throws `Refused`. */
  async accept({ token, name, password }: AcceptLink, address: string): Promise<string> {
    const find = () => {
      const link = this.links.find(token);
      if (!link) throw new Refused('forbidden', '这个链接无效、已经用过，或者过了三天；请向管理员要一个新的');
      return link;
    };
    const { user } = find();
    refuseWeak(password, { name: name ?? user.name, username: user.username });
    const hash = await hashPassword(password);
    return atOnce(this.database, () => {
      const { kind, user: { id, username } } = find();
      this.users.setPassword(id, hash);
      if (kind === 'invite') {
        this.users.setState(id, 'active');
        if (name) this.users.setName(id, name);
      }
      this.links.void(id);
      this.sessions.endAll(id);
      this.log.act({ username, address }, kind === 'invite' ? 'accept' : 'reset', username);
      return username;
    });
  }

  /** Whether one person uses the desk: there is nobody then who could sign. */
  get alone(): boolean {
    const { people } = this.database.prepare("SELECT count(*) AS people FROM users WHERE state = 'active'").get() as { people: number };
    return people < 2;
  }

  /** The stages that a collection asks for now: none, whatever is set, while one person uses the desk. */
  chain(collection: string): readonly Stage[] {
    return this.alone ? [] : chainOf(this.chains.get(collection));
  }

  /** Everybody who is active, for whoever has something to tell them. */
  people(): (Actor & Pick<User, 'id' | 'mail'>)[] {
    return this.users.active().map((user) => ({ ...this.#actor(user), id: user.id, mail: user.mail }));
  }

  /** Somebody as what they may do now. */
  #actor({ id, name, username, roles, collections }: User): Actor {
    return { name, username, roles, collections, standsFor: this.deputies.standsFor(id) };
  }

  #open(userId: number, from: Origin): { session: Session; secret: string } {
    const secret = this.sessions.open(userId, from);
    return { session: tellSession(this.session(secret)!), secret };
  }
}

/** A session as its browser is told of it. */
export const tellSession = ({ actor: { name, username, roles, collections }, mustEnrol }: OpenSession): Session =>
  ({ name, username, roles: [...roles], collections: collections && [...collections], mustEnrol });

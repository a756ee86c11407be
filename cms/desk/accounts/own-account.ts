import { atOnce } from '../../../src/content/at-once.ts';
import type { Account, Enrolment, OwnDeputyChange, PasswordChange } from '../../protocol/people.ts';
import { Refused } from '../workflow/refused.ts';
import type { Accounts, OpenSession } from './accounts.ts';
import { browserInWords } from './browser.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { refuseWeak } from './password-rules.ts';
import { refuseToWait, Throttle } from './throttle.ts';

const iso = (at: number) => new Date(at).toISOString();

/** What people do with their own account. Throws `Refused`. */
export class OwnAccount {
  readonly #accounts: Accounts;
  readonly #throttle: Throttle;
  readonly #now: () => number;

  constructor(accounts: Accounts, now: () => number) {
    this.#accounts = accounts;
    this.#throttle = new Throttle(accounts.database);
    this.#now = now;
  }

  /** Everything that the page about one's own account shows. */
  tell({ id: here, user }: OpenSession): Account {
    const { secondFactor, sessions, deputies, users } = this.#accounts;
    const { name, username, roles, collections, mail } = user;
    return {
      name, username, roles: [...roles], collections: collections && [...collections], mail,
      sessions: sessions.of(user.id).map(({ id, address, agent, createdAt, seenAt }) =>
        ({ id, address, browser: browserInWords(agent), createdAt: iso(createdAt), seenAt: iso(seenAt), here: id === here })),
      secondFactor: { on: secondFactor.isOn(user.id), required: secondFactor.isRequired(roles), recoveryLeft: secondFactor.recoveryLeft(user.id) },
      deputies: deputies.list(user.id),
      colleagues: users.active().filter(({ id }) => id !== user.id).map((one) => ({ name: one.name, username: one.username })),
    };
  }

  /** Changes the password and signs out everywhere else. */
  async changePassword(session: OpenSession, { current, password }: PasswordChange, address: string): Promise<void> {
    const { id, user } = session;
    refuseWeak(password, user);
    await this.#confirm(session, current, address);
    const hash = await hashPassword(password);
    atOnce(this.#accounts.database, () => {
      this.#accounts.users.setPassword(user.id, hash);
      this.#accounts.sessions.endAll(user.id, id);
      this.#accounts.links.void(user.id);
      this.#act(session, address, 'password');
    });
  }

  changeMail(session: OpenSession, mail: string | null, address: string): void {
    this.#accounts.users.setMail(session.user.id, mail);
    this.#act(session, address, 'mail');
  }

  /** Signs out elsewhere. */
  endSession({ user }: OpenSession, id: number): void {
    if (!this.#accounts.sessions.end(user.id, id)) throw new Refused('not-found', '那里已经退出了，请刷新');
  }

  endOtherSessions({ id, user }: OpenSession): void {
    this.#accounts.sessions.endAll(user.id, id);
  }

  /** A secret for a new telephone; what was there before counts until it is confirmed. */
  async beginSecondFactor(session: OpenSession, password: string, address: string): Promise<Enrolment> {
    await this.#confirm(session, password, address);
    return this.#accounts.secondFactor.begin(session.user.id, session.user.username);
  }

  /** Turns it on, and signs out everywhere else: those sessions were opened without it. Gives the recovery codes. */
  confirmSecondFactor(session: OpenSession, code: string, address: string): string[] {
    const recovery = this.#accounts.secondFactor.confirm(session.user.id, code);
    this.#accounts.sessions.endAll(session.user.id, session.id);
    this.#act(session, address, 'factor-on');
    return recovery;
  }

  async takeOffSecondFactor(session: OpenSession, password: string, address: string): Promise<void> {
    if (this.#accounts.secondFactor.isRequired(session.user.roles)) {
      throw new Refused('not-ready', '您的角色必须用动态口令，不能关闭；换了手机，请用“换一部手机”');
    }
    await this.#confirm(session, password, address);
    this.#accounts.secondFactor.takeOff(session.user.id);
    this.#act(session, address, 'factor-off');
  }

  async renewRecovery(session: OpenSession, password: string, address: string): Promise<string[]> {
    if (!this.#accounts.secondFactor.isOn(session.user.id)) throw new Refused('not-ready', '还没有开启动态口令');
    await this.#confirm(session, password, address);
    this.#act(session, address, 'recovery');
    return this.#accounts.secondFactor.renewRecovery(session.user.id);
  }

  addDeputy(session: OpenSession, { deputy, from, until }: OwnDeputyChange, address: string): void {
    this.#accounts.deputies.add(session.user, this.#accounts.users.find(deputy), from, until);
    this.#act(session, address, 'deputy', `${deputy}，${from} 至 ${until}`);
  }

  /** Ends one's own deputy; whoever stands in for others cannot: it is not theirs. */
  endDeputy(session: OpenSession, id: number, address: string): void {
    const deputy = this.#accounts.deputies.get(id);
    if (deputy?.userId !== session.user.id) throw new Refused('not-found', '这条代审已经不在了，请刷新');
    this.#accounts.deputies.end(id);
    this.#act(session, address, 'end-deputy', `${deputy.deputyUsername}，${deputy.from} 至 ${deputy.until}`);
  }

  /** Asks for the password again, as slowly as signing in does: a page left open, or a stolen session, is not enough. */
  async #confirm({ user: { id, username } }: OpenSession, password: string, address: string): Promise<void> {
    refuseToWait(this.#throttle.wait(username, address, this.#now()));
    const attempt = this.#throttle.begin(username, address, this.#now());
    if (!(await passwordMatches(password, this.#accounts.users.passwordOf(id)))) throw new Refused('bad-request', '现在的密码不对');
    attempt.succeeded();
  }

  #act({ user: { username } }: OpenSession, address: string, act: 'password' | 'mail' | 'factor-on' | 'factor-off' | 'recovery' | 'deputy' | 'end-deputy', detail = ''): void {
    this.#accounts.log.act({ username, address }, act, username, detail);
  }
}

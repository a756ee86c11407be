import type { DatabaseSync } from 'node:sqlite';
import type { Credentials, Session, Setup } from '../../protocol/session.ts';
import { ChainLength, chainOf, Role, type Stage } from '../../protocol/roles.ts';
import type { Actor } from '../workflow/actor.ts';
import { Refused } from '../workflow/refused.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { hashSecret, makeSecret } from './secret.ts';
import { Throttle } from './throttle.ts';

const IDLE = 12 * 3_600_000;
const LONGEST = 7 * 24 * 3_600_000;
/** `seen_at` is written at most this often: reading a session is not a write. */
const TOUCH = 60_000;

type UserRow = { id: number; username: string; name: string; password: string };

/** Accounts and sessions. Every session id is hashed in the database; passwords are argon2id. */
export class Accounts {
  readonly #database: DatabaseSync;
  readonly #throttle: Throttle;
  readonly #now: () => number;
  /** Compared with when there is no such user, so that an answer takes as long. */
  #nobody: string | undefined;

  constructor(database: DatabaseSync, now: () => number) {
    this.#database = database;
    this.#throttle = new Throttle(database);
    this.#now = now;
  }

  hasAny(): boolean {
    return this.#database.prepare('SELECT 1 FROM users LIMIT 1').get() !== undefined;
  }

  /** A new one-time token for the first account; earlier ones are void. Undefined when there is an account. */
  renewSetupToken(): string | undefined {
    if (this.hasAny()) return undefined;
    const token = makeSecret();
    this.#database.exec('DELETE FROM setup_link');
    this.#database.prepare('INSERT INTO setup_link (token_hash, created_at) VALUES (?, ?)').run(hashSecret(token), this.#now());
    return token;
  }

  /** Makes the first account and signs it in. Throws `Refused` when the token is not the printed one or was used. */
  async setUp(setup: Setup): Promise<{ session: Session; secret: string }> {
    const wrong = () => new Refused('forbidden', this.hasAny()
      ? '这个一次性链接无效或已经用过；账号已经建立，请直接登录'
      : '这个一次性链接无效；请在运行编务台的终端里查看最新的链接');
    const valid = () => !this.hasAny() && this.#database.prepare('SELECT 1 FROM setup_link WHERE token_hash = ?').get(hashSecret(setup.token)) !== undefined;
    if (!valid()) throw wrong();
    const password = await hashPassword(setup.password);
    // Asked again: hashing took time, and two people may hold the link.
    if (!valid()) throw wrong();
    this.#database.exec('DELETE FROM setup_link');
    const { lastInsertRowid } = this.#database.prepare('INSERT INTO users (username, name, password, created_at) VALUES (?, ?, ?, ?)')
      .run(setup.username, setup.name, password, this.#now());
    return { session: { name: setup.name, username: setup.username }, secret: this.#open(Number(lastInsertRowid)) };
  }

  /** Signs in. Throws `Refused`: `throttled` with the wait, or one sentence for a wrong name and a wrong password alike. */
  async signIn({ username, password }: Credentials, address: string): Promise<{ session: Session; secret: string }> {
    const wait = this.#throttle.wait(username, address, this.#now());
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1000);
      throw new Refused('throttled', `试错次数较多，请 ${seconds} 秒后再试`, { retryAfterSeconds: seconds });
    }
    const user = this.#database.prepare('SELECT id, username, name, password FROM users WHERE username = ?').get(username) as UserRow | undefined;
    const attempt = this.#throttle.begin(username, address, this.#now());
    const matches = await passwordMatches(password, user?.password ?? (this.#nobody ??= await hashPassword(makeSecret())));
    this.#database.prepare('INSERT INTO sign_ins (at, username, address, outcome) VALUES (?, ?, ?, ?)')
      .run(this.#now(), username, address, user && matches ? 'signed-in' : 'refused');
    if (!user || !matches) throw new Refused('signed-out', '用户名或密码不对');
    attempt.succeeded();
    return { session: { name: user.name, username: user.username }, secret: this.#open(user.id) };
  }

  /** Who a session's secret belongs to, or undefined when it is unknown, idle for 12 hours or older than 7 days. */
  who(secret: string | undefined): Actor | undefined {
    if (!secret) return undefined;
    const now = this.#now();
    const hash = hashSecret(secret);
    const row = this.#database.prepare(
      `SELECT users.name, users.username, users.roles, users.collections, sessions.seen_at AS seen FROM sessions JOIN users ON users.id = sessions.user_id
       WHERE id_hash = ? AND sessions.created_at > ? AND sessions.seen_at > ? AND users.state = 'active'`,
    ).get(hash, now - LONGEST, now - IDLE) as { name: string; username: string; roles: string; collections: string | null; seen: number } | undefined;
    if (!row) return undefined;
    if (now - row.seen > TOUCH) this.#database.prepare('UPDATE sessions SET seen_at = ? WHERE id_hash = ?').run(now, hash);
    return {
      name: row.name, username: row.username, roles: Role.array().parse(JSON.parse(row.roles)),
      collections: row.collections === null ? null : (JSON.parse(row.collections) as string[]), standsFor: [],
    };
  }

  /** The stages that a collection asks for: none while there is one account only. */
  chain(collection: string): readonly Stage[] {
    const { people } = this.#database.prepare("SELECT count(*) AS people FROM users WHERE state = 'active'").get() as { people: number };
    if (people < 2) return [];
    const row = this.#database.prepare('SELECT stages FROM chains WHERE collection = ?').get(collection) as { stages: number } | undefined;
    return chainOf(ChainLength.parse(row?.stages ?? 0));
  }

  signOut(secret: string | undefined): void {
    if (secret) this.#database.prepare('DELETE FROM sessions WHERE id_hash = ?').run(hashSecret(secret));
  }

  #open(userId: number): string {
    const secret = makeSecret();
    const now = this.#now();
    this.#database.prepare('DELETE FROM sessions WHERE created_at < ? OR seen_at < ?').run(now - LONGEST, now - IDLE);
    this.#database.prepare('INSERT INTO sessions (id_hash, user_id, created_at, seen_at) VALUES (?, ?, ?, ?)').run(hashSecret(secret), userId, now, now);
    return secret;
  }
}

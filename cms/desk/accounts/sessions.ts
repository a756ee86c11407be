import type { DatabaseSync } from 'node:sqlite';
import { hashSecret, makeSecret } from './secret.ts';
import { type User, USER_COLUMNS, userOf, type UserRow } from './users.ts';

const IDLE = 12 * 3_600_000;
const LONGEST = 7 * 24 * 3_600_000;
/** `seen_at` is written at most this often: reading a session is not a write. */
const TOUCH = 60_000;
/** As much of a browser's name as is kept. */
const AGENT = 300;

/** Where a request comes from. */
export interface Origin {
  address: string;
  /** The browser, as it names itself. */
  agent: string;
}

/** A session as its owner is shown it. Times in milliseconds since the epoch. */
export interface SessionRow {
  id: number;
  address: string;
  agent: string;
  createdAt: number;
  seenAt: number;
}

/** Open sessions. A secret is told to its browser alone; kept of it is a hash, and `id`, which people see, is the row's number. */
export class Sessions {
  readonly #database: DatabaseSync;
  readonly #now: () => number;

  constructor(database: DatabaseSync, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /** Opens a session and gives its secret. */
  open(userId: number, { address, agent }: Origin): string {
    const secret = makeSecret();
    const now = this.#now();
    this.#database.prepare('DELETE FROM sessions WHERE created_at < ? OR seen_at < ?').run(now - LONGEST, now - IDLE);
    this.#database.prepare('INSERT INTO sessions (id_hash, user_id, created_at, seen_at, address, agent) VALUES (?, ?, ?, ?, ?, ?)')
      .run(hashSecret(secret), userId, now, now, address, agent.slice(0, AGENT));
    return secret;
  }

  /** Whose a session is; undefined when it is unknown, idle for 12 hours, older than 7 days, or its owner is not active. */
  find(secret: string | undefined): { id: number; user: User } | undefined {
    if (!secret) return undefined;
    const now = this.#now();
    const row = this.#database.prepare(
      `SELECT sessions.rowid AS session, sessions.seen_at AS seen, ${USER_COLUMNS} FROM sessions JOIN users ON users.id = sessions.user_id
       WHERE id_hash = ? AND sessions.created_at > ? AND sessions.seen_at > ? AND users.state = 'active'`,
    ).get(hashSecret(secret), now - LONGEST, now - IDLE) as (UserRow & { session: number; seen: number }) | undefined;
    if (!row) return undefined;
    if (now - row.seen > TOUCH) this.#database.prepare('UPDATE sessions SET seen_at = ? WHERE rowid = ?').run(now, row.session);
    return { id: row.session, user: userOf(row) };
  }

  /** Somebody's open sessions, the one that was used last first. */
  of(userId: number): SessionRow[] {
    const now = this.#now();
    return this.#database.prepare(
      `SELECT rowid AS id, address, agent, created_at AS createdAt, seen_at AS seenAt FROM sessions
       WHERE user_id = ? AND created_at > ? AND seen_at > ? ORDER BY seen_at DESC, rowid DESC`,
    ).all(userId, now - LONGEST, now - IDLE) as unknown as SessionRow[];
  }

  /** When each user was seen last, as far as their sessions tell; by user id. */
  lastSeen(): Map<number, number> {
    const rows = this.#database.prepare('SELECT user_id AS user, max(seen_at) AS at FROM sessions GROUP BY user_id').all() as unknown as { user: number; at: number }[];
    return new Map(rows.map(({ user, at }) => [user, at]));
  }

  endBySecret(secret: string): void {
    this.#database.prepare('DELETE FROM sessions WHERE id_hash = ?').run(hashSecret(secret));
  }

  /** Ends one of somebody's sessions; whether there was such a one. */
  end(userId: number, id: number): boolean {
    return this.#database.prepare('DELETE FROM sessions WHERE rowid = ? AND user_id = ?').run(id, userId).changes === 1;
  }

  /** Ends all of somebody's sessions, but for one. */
  endAll(userId: number, except = 0): void {
    this.#database.prepare('DELETE FROM sessions WHERE user_id = ? AND rowid <> ?').run(userId, except);
  }
}

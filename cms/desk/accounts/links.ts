import type { DatabaseSync } from 'node:sqlite';
import { hashSecret, makeSecret } from './secret.ts';
import { type User, USER_COLUMNS, userOf, type UserRow } from './users.ts';

const VALID = 3 * 24 * 3_600_000;

export type LinkKind = 'invite' | 'reset';

/** One-time links: to an account that waits for its owner, or to a new password. Kept of each is a hash. */
export class Links {
  readonly #database: DatabaseSync;
  readonly #now: () => number;

  constructor(database: DatabaseSync, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /** A new link for somebody; earlier ones are void. Times in milliseconds since the epoch. */
  make(kind: LinkKind, userId: number): { kind: LinkKind; token: string; expiresAt: number } {
    const token = makeSecret();
    const now = this.#now();
    const expiresAt = now + VALID;
    this.void(userId);
    this.#database.prepare('INSERT INTO links (token_hash, kind, user_id, created_at, expires_at) VALUES (?, ?, ?, ?, ?)').run(hashSecret(token), kind, userId, now, expiresAt);
    return { kind, token, expiresAt };
  }

  /** Whose link it is; undefined when it is unknown, used, replaced or over, or its owner is disabled. */
  find(token: string): { kind: LinkKind; user: User; expiresAt: number } | undefined {
    const row = this.#database.prepare(
      `SELECT links.kind, links.expires_at AS expiresAt, ${USER_COLUMNS} FROM links JOIN users ON users.id = links.user_id
       WHERE token_hash = ? AND links.expires_at > ? AND users.state <> 'disabled'`,
    ).get(hashSecret(token), this.#now()) as (UserRow & { kind: LinkKind; expiresAt: number }) | undefined;
    return row && { kind: row.kind, user: userOf(row), expiresAt: row.expiresAt };
  }

  void(userId: number): void {
    this.#database.prepare('DELETE FROM links WHERE user_id = ?').run(userId);
  }

  /** Until when the link that each user has can be used; by user id. */
  open(): Map<number, number> {
    const rows = this.#database.prepare('SELECT user_id AS user, expires_at AS at FROM links WHERE expires_at > ?').all(this.#now()) as unknown as { user: number; at: number }[];
    return new Map(rows.map(({ user, at }) => [user, at]));
  }
}

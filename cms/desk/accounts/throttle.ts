import type { DatabaseSync } from 'node:sqlite';

const WINDOW = 15 * 60_000;
/** Failures that are free within the window; each one more doubles the wait from one second to `LONGEST`. */
const FREE = { account: 5, address: 20 } as const;
const LONGEST = 60_000;

/**
 * Slows guessing down, by account and by address. Nobody is locked out: the longest wait is a minute, and an account's wait
 * counts the address too, so that a stranger's guesses do not make a colleague wait.
 */
export class Throttle {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Milliseconds until the next try is allowed; 0 is now. */
  wait(username: string, address: string, now: number): number {
    return Math.max(this.#wait(`account ${username} ${address}`, FREE.account, now), this.#wait(`address ${address}`, FREE.address, now));
  }

  /** Counts a try as failed before it is judged, so that guesses sent at once are counted at once. `succeeded` takes it back. */
  begin(username: string, address: string, now: number): { succeeded: () => void } {
    const add = this.#database.prepare('INSERT INTO failures (key, at) VALUES (?, ?)');
    const remove = this.#database.prepare('DELETE FROM failures WHERE rowid = ? OR key = ?');
    const account = `account ${username} ${address}`;
    add.run(account, now);
    // An office shares one address: who signs in rightly leaves no trace on it.
    const { lastInsertRowid } = add.run(`address ${address}`, now);
    this.#database.prepare('DELETE FROM failures WHERE at < ?').run(now - WINDOW);
    return { succeeded: () => void remove.run(lastInsertRowid, account) };
  }

  #wait(key: string, free: number, now: number): number {
    const { count, last } = this.#database.prepare('SELECT count(*) AS count, max(at) AS last FROM failures WHERE key = ? AND at > ?')
      .get(key, now - WINDOW) as { count: number; last: number | null };
    if (count < free || last === null) return 0;
    return Math.max(0, last + Math.min(LONGEST, 1000 * 2 ** (count - free)) - now);
  }
}

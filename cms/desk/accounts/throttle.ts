import type { DatabaseSync } from 'node:sqlite';
import { Refused } from '../workflow/refused.ts';
import { networkOf } from './network.ts';
import { hashSecret } from './secret.ts';

/** Within `window`, failures are free up to `free`; each one more doubles the wait from one second to `longest`. Times in ms. */
interface Limit {
  free: number;
  longest: number;
  window: number;
}

const QUARTER = 15 * 60_000;
const ACCOUNT: Limit = { free: 5, longest: 60_000, window: QUARTER };
const ADDRESS: Limit = { free: 20, longest: 60_000, window: QUARTER };
/** From all addresses together that the account was never signed in from: whoever guesses from a thousand of them. */
const STRANGERS: Limit = { free: 30, longest: 60_000, window: QUARTER };
/** Codes are six digits, and whoever guesses at them knows the password: from all addresses together, some 500 a day of a million. */
const CODE: Limit = { free: 5, longest: 5 * 60_000, window: 60 * 60_000 };

/** A try that counts as failed until it is told otherwise. */
export interface Attempt {
  /** It was right: the account's earlier failures from this address are forgotten. */
  succeeded: () => void;
  /** It was neither right nor wrong: it leaves no trace, and forgives nothing. */
  takenBack: () => void;
}

/**
 * Slows guessing down, by account and by address. Nobody is locked out: the longest wait for a password is a minute, and strangers'
 * guesses do not make a colleague wait who signs in from where they did before. Only guesses at the second factor count wherever they
 * come from. A user name may be a password in the wrong field: what is kept of it is a hash.
 */
export class Throttle {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Milliseconds until the next try is allowed; 0 is now. */
  wait(username: string, address: string, now: number): number {
    const own = Math.max(this.#wait(accountKey(username, address), ACCOUNT, now), this.#wait(addressKey(address), ADDRESS, now));
    const all = this.#wait(strangersKey(username), STRANGERS, now);
    return all > own && !this.#knows(username, address) ? all : own;
  }

  /** The same of a guess at somebody's second factor. */
  waitForCode(username: string, now: number): number {
    return this.#wait(codeKey(username), CODE, now);
  }

  /** Counts a try as failed before it is judged, so that guesses sent at once are counted at once. */
  begin(username: string, address: string, now: number): Attempt {
    // An office shares one address: who signs in rightly leaves no trace on it.
    return this.#begin(accountKey(username, address), [addressKey(address), strangersKey(username)], now);
  }

  beginCode(username: string, now: number): Attempt {
    return this.#begin(codeKey(username), [], now);
  }

  #begin(own: string, shared: readonly string[], now: number): Attempt {
    this.#database.prepare('DELETE FROM failures WHERE at < ?').run(now - CODE.window);
    const add = this.#database.prepare('INSERT INTO failures (key, at) VALUES (?, ?)');
    const rows = [own, ...shared].map((key) => add.run(key, now).lastInsertRowid);
    const takenBack = () => {
      for (const row of rows) this.#database.prepare('DELETE FROM failures WHERE rowid = ?').run(row);
    };
    return {
      takenBack,
      succeeded: () => {
        takenBack();
        this.#database.prepare('DELETE FROM failures WHERE key = ?').run(own);
      },
    };
  }

  /** Whether the account was signed in from this address before. */
  #knows(username: string, address: string): boolean {
    return this.#database.prepare("SELECT 1 FROM sign_ins WHERE username = ? AND address = ? AND outcome IN ('signed-in', 'recovery') LIMIT 1").get(username, address) !== undefined;
  }

  #wait(key: string, { free, longest, window }: Limit, now: number): number {
    const { count, last } = this.#database.prepare('SELECT count(*) AS count, max(at) AS last FROM failures WHERE key = ? AND at > ?')
      .get(key, now - window) as { count: number; last: number | null };
    if (count < free || last === null) return 0;
    return Math.max(0, last + Math.min(longest, 1000 * 2 ** (count - free)) - now);
  }
}

const accountKey = (username: string, address: string) => hashSecret(`account ${username} ${networkOf(address)}`);
const addressKey = (address: string) => `address ${networkOf(address)}`;
const strangersKey = (username: string) => hashSecret(`strangers ${username}`);
const codeKey = (username: string) => hashSecret(`code ${username}`);

/** Throws `Refused` while there is a wait (ms), with a sentence that says how long. */
export function refuseToWait(wait: number): void {
  if (wait <= 0) return;
  const seconds = Math.ceil(wait / 1000);
  throw new Refused('throttled', `试错次数较多，请 ${seconds} 秒后再试`, { retryAfterSeconds: seconds });
}

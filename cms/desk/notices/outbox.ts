import type { DatabaseSync } from 'node:sqlite';
import type { Channel, Trouble, Undelivered } from '../../protocol/notices.ts';
import type { EntryKey } from '../workflow/entry-key.ts';

/** What a message says. How it is written is decided when it is sent: settings may have changed since. */
export interface Message {
  sentence: string;
  key: EntryKey;
  /** When it happened, in ms. */
  at: number;
}

export interface OutboxRow {
  id: number;
  /** A mail's address; empty for the webhook. */
  target: string;
  message: Message;
}

const MINUTE = 60_000;
const LONGEST_PAUSE = 6 * 60 * MINUTE;
/** So many tries take about a day; after them a message is kept for the administrator to see. */
export const MOST_TRIES = 10;
const KEPT = 30 * 24 * 60 * MINUTE;

/** The pause after so many failures: 1 min, 3, 9, 27 … 6 h. */
export const pauseAfter = (tries: number): number => Math.min(LONGEST_PAUSE, MINUTE * 3 ** (tries - 1));

/** Messages that are to leave the desk, in its database: they outlive a restart, and one that a kill interrupts is sent again. */
export class Outbox {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Part of the caller's transaction. */
  put(channel: Channel, target: string, message: Message, now: number): void {
    this.#database.prepare('INSERT INTO outbox (channel, target, payload, created_at, next_at) VALUES (?, ?, ?, ?, ?)')
      .run(channel, target, JSON.stringify(message), now, now);
  }

  /** What is to be sent by now, the oldest first. */
  due(channel: Channel, now: number, most: number): OutboxRow[] {
    return this.#database.prepare('SELECT id, target, payload FROM outbox WHERE channel = ? AND next_at <= ? AND tries < ? ORDER BY id LIMIT ?')
      .all(channel, now, MOST_TRIES, most).map((row) => ({ id: Number(row['id']), target: String(row['target']), message: JSON.parse(String(row['payload'])) as Message }));
  }

  /** When something is to be sent next, in ms; undefined when nothing waits. */
  nextAt(): number | undefined {
    const { at } = this.#database.prepare('SELECT min(next_at) AS at FROM outbox WHERE tries < ?').get(MOST_TRIES) as { at: number | null };
    return at ?? undefined;
  }

  sent(id: number): void {
    this.#database.prepare('DELETE FROM outbox WHERE id = ?').run(id);
  }

  /** Notes a failure. Gives whether it was the last try; of one that was dropped meanwhile it was none. */
  failed(id: number, error: string, now: number): boolean {
    const row = this.#database.prepare('UPDATE outbox SET tries = tries + 1, error = ? WHERE id = ? RETURNING tries').get(error, id);
    if (!row) return false;
    const tries = Number(row['tries']);
    this.#database.prepare('UPDATE outbox SET next_at = ? WHERE id = ?').run(now + pauseAfter(tries), id);
    this.#database.prepare('DELETE FROM outbox WHERE tries >= ? AND created_at < ?').run(MOST_TRIES, now - KEPT);
    return tries >= MOST_TRIES;
  }

  /** What failed for one would fail for all: the others of its channel wait for a minute, and count no try. */
  rest(channel: Channel, now: number): void {
    this.#database.prepare('UPDATE outbox SET next_at = max(next_at, ?) WHERE channel = ? AND tries < ?').run(now + MINUTE, channel, MOST_TRIES);
  }

  /** Forgets a channel that was turned off. */
  clear(channel: Channel): void {
    this.#database.prepare('DELETE FROM outbox WHERE channel = ?').run(channel);
  }

  /** What does not go out. What waits behind a failure counts with it. */
  trouble(): Trouble {
    const { failed, waiting, undelivered } = this.#database.prepare(
      'SELECT coalesce(sum(error IS NOT NULL AND tries < ?1), 0) AS failed, coalesce(sum(tries < ?1), 0) AS waiting, coalesce(sum(tries >= ?1), 0) AS undelivered FROM outbox',
    ).get(MOST_TRIES) as { failed: number; waiting: number; undelivered: number };
    const row = this.#database.prepare('SELECT error FROM outbox WHERE error IS NOT NULL ORDER BY tries >= ?, next_at DESC LIMIT 1').get(MOST_TRIES);
    return { again: failed > 0 ? waiting : 0, undelivered, cause: row ? String(row['error']) : null };
  }

  /** What was given up, the newest first. */
  givenUp(most: number): Undelivered[] {
    return this.#database.prepare('SELECT id, channel, target, payload, tries, error FROM outbox WHERE tries >= ? ORDER BY id DESC LIMIT ?').all(MOST_TRIES, most).map((row) => {
      const { sentence, at } = JSON.parse(String(row['payload'])) as Message;
      return {
        id: Number(row['id']), channel: row['channel'] as Channel, target: String(row['target']), sentence, at: new Date(at).toISOString(),
        tries: Number(row['tries']), error: String(row['error'] ?? ''),
      };
    });
  }

  /** Tries what was given up anew. */
  tryAgain(now: number): void {
    this.#database.prepare('UPDATE outbox SET tries = 0, error = NULL, next_at = ? WHERE tries >= ?').run(now, MOST_TRIES);
  }

  dropGivenUp(): void {
    this.#database.prepare('DELETE FROM outbox WHERE tries >= ?').run(MOST_TRIES);
  }

  /** What waits for its next try is tried now: the settings are others. */
  hurry(channel: Channel, now: number): void {
    this.#database.prepare('UPDATE outbox SET next_at = min(next_at, ?) WHERE channel = ? AND tries < ?').run(now, channel, MOST_TRIES);
  }
}

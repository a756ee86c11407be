import type { DatabaseSync } from 'node:sqlite';
import { atOnce } from '../../../src/content/at-once.ts';
import type { BellNotice, MarkRead } from '../../protocol/notices.ts';
import type { Notice } from '../workflow/notice.ts';
import { entryPage } from './entry-page.ts';
import { type Hearer, hearersOf } from './hearers.ts';
import type { Outbox } from './outbox.ts';
import { sentenceTo, sentenceToGroup } from './sentence.ts';

/** How many a bell lists, and how long one is kept, in ms. */
const LISTED = 50;
const KEPT = 180 * 24 * 3_600_000;

export interface NoticesParts {
  database: DatabaseSync;
  outbox: Outbox;
  /** Everyone whose account is active. */
  people: () => readonly Hearer[];
  /** Which ways out of the desk are set. */
  channels: () => { mail: boolean; webhook: boolean };
  /** Something was put into the outbox. */
  wake: () => void;
  log: (line: string) => void;
}

/** What people are told of: a row for each who is to hear, and messages for the ways out of the desk. */
export class Notices {
  readonly #parts: NoticesParts;

  constructor(parts: NoticesParts) {
    this.#parts = parts;
  }

  /** Takes what a verb tells. Never throws: what was done is done, whether or not anybody hears of it. */
  take(notice: Notice): void {
    try {
      const hearers = hearersOf(notice, this.#parts.people());
      if (this.#keep(notice, hearers)) this.#parts.wake();
    } catch (error) {
      this.#parts.log(`a notice of ${notice.kind} for ${notice.key.collection}/${notice.key.id} was not kept: ${String(error)}`);
    }
  }

  /** The bell's rows and the messages, all of them or none. Gives whether there is something to send. */
  #keep(notice: Notice, hearers: readonly Hearer[]): boolean {
    const { database, outbox, channels } = this.#parts;
    const { key, at, kind } = notice;
    const sentence = sentenceTo(notice);
    const { mail, webhook } = channels();
    const addresses = mail ? [...new Set(hearers.flatMap((person) => person.mail ?? []))] : [];
    // A stage that nobody can sign is the one thing that a group should hear of though no person does.
    const toGroup = webhook && (hearers.length > 0 || 'stage' in notice.to);
    if (hearers.length === 0 && !toGroup) return false;
    atOnce(database, () => {
      const add = database.prepare('INSERT INTO notices (user_id, at, kind, collection, entry, sentence) VALUES (?, ?, ?, ?, ?, ?)');
      const forget = database.prepare('DELETE FROM notices WHERE user_id = ? AND at < ?');
      for (const { id } of hearers) {
        add.run(id, at, kind, key.collection, key.id, sentence);
        forget.run(id, at - KEPT);
      }
      for (const address of addresses) outbox.put('mail', address, { sentence, key, at }, at);
      if (toGroup) outbox.put('webhook', '', { sentence: sentenceToGroup(notice, hearers), key, at }, at);
    });
    return addresses.length > 0 || toGroup;
  }

  /** A person's bell: how many are unread of all, and the newest. */
  of(username: string): { unread: number; notices: BellNotice[] } {
    const { database } = this.#parts;
    const own = 'user_id = (SELECT id FROM users WHERE username = ?)';
    const { unread } = database.prepare(`SELECT count(*) AS unread FROM notices WHERE ${own} AND read_at IS NULL`).get(username) as { unread: number };
    const rows = database.prepare(`SELECT id, at, collection, entry, sentence, read_at FROM notices WHERE ${own} ORDER BY id DESC LIMIT ?`).all(username, LISTED);
    const notices = rows.map((row) => ({
      id: Number(row['id']), at: new Date(Number(row['at'])).toISOString(), sentence: String(row['sentence']),
      link: entryPage({ collection: String(row['collection']), id: String(row['entry']) }), read: row['read_at'] !== null,
    }));
    return { unread, notices };
  }

  /** Marks some of a person's own as read; others' stay as they are. `now` in ms. */
  markRead(username: string, which: MarkRead, now: number): void {
    const [chosen, id] = 'id' in which ? ['id = ?', which.id] : ['id <= ?', which.upTo];
    this.#parts.database.prepare(`UPDATE notices SET read_at = ? WHERE ${chosen} AND read_at IS NULL AND user_id = (SELECT id FROM users WHERE username = ?)`).run(now, id, username);
  }
}

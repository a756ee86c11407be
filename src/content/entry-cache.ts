import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { atOnce } from './at-once.ts';
import { MediaCache } from './media-cache.ts';
import type { Body, Facts } from './study.ts';

export interface CachedEntry {
  path: string;
  version: string;
  facts: Facts;
  body: Body;
}

// As bytes: node:sqlite takes six times as long to give a Chinese text as to give its bytes, and decoding them is nothing.
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
const unpack = <T>(bytes: Uint8Array): T => JSON.parse(textOf(bytes)) as T;
const pack = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/**
 * What reading a file gave, by path and blob: nothing that did not change is parsed or rendered twice, also after a restart, and
 * texts lie here instead of in memory. Emptied when `model` (the version of whatever judges and renders) is another.
 * Only a cache: it can be deleted at any time. Without a file it lives in memory.
 */
export class EntryCache {
  readonly #database: DatabaseSync;
  readonly #entry: StatementSync;
  readonly #body: StatementSync;
  readonly #keep: StatementSync;
  readonly #keepBody: StatementSync;
  /** What is known of the uploads that entries show. */
  readonly media: MediaCache;
  /** Where it lies; `:memory:` where nobody else can open it. */
  readonly file: string;
  /** The version of whatever judged and rendered what it holds. */
  readonly model: string;

  constructor(file = ':memory:', model = '', media = new MediaCache()) {
    this.media = media;
    this.file = file;
    this.model = model;
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    this.#database = new DatabaseSync(file);
    // A kill loses nothing that was committed; a power cut may, and then it is read again.
    this.#database.exec(`PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA busy_timeout = 20000; PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 4000;
      CREATE TABLE IF NOT EXISTS model (version TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS entry (path TEXT NOT NULL, version TEXT NOT NULL, facts BLOB NOT NULL, PRIMARY KEY (path, version));
      CREATE TABLE IF NOT EXISTS body (path TEXT NOT NULL, version TEXT NOT NULL, html BLOB NOT NULL, headings BLOB NOT NULL, PRIMARY KEY (path, version))`);
    if (this.#database.prepare('SELECT version FROM model').get()?.['version'] !== model) {
      this.#database.exec('BEGIN IMMEDIATE; DELETE FROM entry; DELETE FROM body; DELETE FROM model');
      this.#database.prepare('INSERT INTO model VALUES (?)').run(model);
      this.#database.exec('COMMIT');
    }
    this.#entry = this.#database.prepare('SELECT facts FROM entry WHERE path = ? AND version = ?');
    this.#body = this.#database.prepare('SELECT html, headings FROM body WHERE path = ? AND version = ?');
    this.#keep = this.#database.prepare('INSERT OR REPLACE INTO entry VALUES (?, ?, ?)');
    this.#keepBody = this.#database.prepare('INSERT OR REPLACE INTO body VALUES (?, ?, ?, ?)');
  }

  entry(path: string, version: string): Facts | undefined {
    const row = this.#entry.get(path, version) as { facts: Uint8Array } | undefined;
    return row && unpack<Facts>(row.facts);
  }

  /** An entry's text. Throws when it was never kept: whoever has the facts has kept the text with them. */
  body(path: string, version: string): Body {
    const row = this.#body.get(path, version) as { html: Uint8Array; headings: Uint8Array } | undefined;
    if (!row) throw new Error(`the cache lost the text of ${path} (${version})`);
    return { html: textOf(row.html), headings: unpack<Body['headings']>(row.headings) };
  }

  /** Keeps several at once, all or none. */
  keep(entries: readonly CachedEntry[]): void {
    if (entries.length === 0) return;
    atOnce(this.#database, () => {
      for (const { path, version, facts, body } of entries) {
        this.#keep.run(path, version, pack(facts));
        this.#keepBody.run(path, version, Buffer.from(body.html), pack(body.headings));
      }
    });
  }

  /** Drops what `wanted` does not name, when there is more of it than of what it does. */
  prune(wanted: ReadonlyMap<string, string>): void {
    const { count } = this.#database.prepare('SELECT count(*) AS count FROM entry').get() as { count: number };
    if (count <= 2 * wanted.size + 1000) return;
    const drop = (['entry', 'body'] as const).map((table) => this.#database.prepare(`DELETE FROM ${table} WHERE path = ? AND version = ?`));
    const rows = this.#database.prepare('SELECT path, version FROM entry').all() as { path: string; version: string }[];
    atOnce(this.#database, () => {
      for (const { path, version } of rows) if (wanted.get(path) !== version) for (const statement of drop) statement.run(path, version);
    });
  }

  close(): void {
    this.media.close();
    this.#database.close();
  }
}

import { hash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** One file that the public can fetch. */
export interface PublicFile {
  path: string;
  kind: 'page' | 'asset' | 'media' | 'search';
  type: string;
  /** Its bytes, as a blob of the database … */
  blob?: number;
  /** … or as a file below the data directory. */
  stored?: string;
  source?: string;
  /** Its address holds a digest of its bytes: browsers may keep it for ever. */
  immutable?: boolean;
  movedTo?: string;
  of?: string;
}

const WEEK = 7 * 24 * 3_600_000;
const DAY = 24 * 3_600_000;

/** Changes the files that the public can fetch. Everything here but `keep` belongs into the transaction of one release. */
export class ReleaseFiles {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #loose = new Set<number>();
  readonly #stored = new Set<string>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Keeps bytes, once, and gives their number. Nobody sees them before a file names them. */
  keep(bytes: Uint8Array): number {
    const digest = hash('sha256', bytes).slice(0, 40);
    const known = this.#sql('SELECT id FROM blob WHERE digest = ?').get(digest);
    return Number(known?.['id'] ?? this.#sql('INSERT INTO blob (digest, bytes) VALUES (?, ?)').run(digest, bytes).lastInsertRowid);
  }

  /** The next transaction's number. */
  stamp(): number {
    return Number(this.#sql("INSERT INTO state VALUES ('stamp', '1') ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value").get()?.['value']);
  }

  /** Puts a file before the public; one that is the same already stays as it is. Gives its number. */
  put(file: PublicFile, stamp: number): number {
    const { path, kind, type, blob = null, stored = null, source = null, immutable = false, movedTo = null, of = null } = file;
    const before = this.#sql('SELECT id, blob, stored, type, moved_to FROM file WHERE path = ?').get(path);
    if (before && before['blob'] === blob && before['stored'] === stored && before['type'] === type && before['moved_to'] === movedTo) return Number(before['id']);
    if (before && before['blob'] !== null && before['blob'] !== blob) this.#loose.add(Number(before['blob']));
    if (before && before['stored'] !== null && before['stored'] !== stored) this.#stored.add(String(before['stored']));
    this.#sql('DELETE FROM gone WHERE path = ?').run(path);
    this.#sql('DELETE FROM retired WHERE path = ?').run(path);
    const values = [kind, type, blob, stored, source, immutable ? 1 : 0, movedTo, of, stamp];
    // Neither an upsert nor RETURNING: for either SQLite keeps a journal of the statement, at ten thousand pages two gigabytes of it.
    if (!before) return Number(this.#sql('INSERT INTO file (kind, type, blob, stored, source, immutable, moved_to, of, stamp, path) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(...values, path).lastInsertRowid);
    this.#sql('UPDATE file SET kind = ?, type = ?, blob = ?, stored = ?, source = ?, immutable = ?, moved_to = ?, of = ?, stamp = ? WHERE id = ?').run(...values, before['id']!);
    return Number(before['id']);
  }

  /**
   * Takes a file from the public. Hashed assets stay fetchable for seven days, for pages that were opened before; search data for one,
   * unless `purge`: what was taken down is in them. Pages and uploads go at once.
   */
  remove(path: string, stamp: number, now: number, purge = false): void {
    const file = this.#sql('DELETE FROM file WHERE path = ? RETURNING id, kind, type, blob, stored, immutable, of').get(path);
    if (!file) return;
    if (file['stored'] !== null) this.#stored.add(String(file['stored']));
    this.#sql('DELETE FROM asked WHERE file = ?').run(file['id']!);
    const stays = Number(file['immutable']) === 1 && file['blob'] !== null && (file['kind'] === 'asset' || (file['kind'] === 'search' && !purge));
    if (stays) {
      const until = now + (file['kind'] === 'asset' ? WEEK : DAY);
      this.#sql('INSERT OR REPLACE INTO retired VALUES (?, ?, ?, ?, ?, ?)').run(path, file['kind']!, file['type']!, file['blob']!, file['of']!, until);
      return;
    }
    if (file['blob'] !== null) this.#loose.add(Number(file['blob']));
    this.#sql('INSERT OR REPLACE INTO gone VALUES (?, ?)').run(path, stamp);
  }

  /** Removes the search data that hold the text of these pages, and all that is older: nothing taken down can be read from them. */
  purgeSearch(pages: Iterable<string>, stamp: number, now: number): void {
    for (const page of pages) for (const { path } of this.#sql('SELECT path FROM file WHERE of = ?').all(page)) this.remove(String(path), stamp, now, true);
    this.#drop(this.#sql("DELETE FROM retired WHERE kind = 'search' RETURNING path, blob").all(), stamp);
  }

  /** Drops retired files whose time is over. */
  expire(stamp: number, now: number): void {
    this.#drop(this.#sql('DELETE FROM retired WHERE until <= ? RETURNING path, blob').all(now), stamp);
  }

  /** Removes the bytes that no file names any more. Last in a transaction. */
  sweep(): void {
    for (const blob of this.#loose) {
      const named = this.#sql('SELECT 1 FROM file WHERE blob = ?1 UNION ALL SELECT 1 FROM retired WHERE blob = ?1 LIMIT 1').get(blob);
      if (named) continue;
      this.#sql('DELETE FROM copy WHERE blob = ?').run(blob);
      this.#sql('DELETE FROM blob WHERE id = ?').run(blob);
    }
    this.#loose.clear();
  }

  /** Attachments and share cards that no file names any more, to be removed when the transaction is through. Variants of images stay in their cache. */
  looseFiles(): string[] {
    const found = [...this.#stored].filter((stored) => /^(?:attachments|cards)\//.test(stored) && !this.#sql('SELECT 1 FROM file WHERE stored = ?').get(stored));
    this.#stored.clear();
    return found;
  }

  /** Removes every blob that nothing names: what a publication that failed or was killed had kept. Looks at all of them. */
  sweepAll(): void {
    for (const { id } of this.#sql('SELECT id FROM blob WHERE id NOT IN (SELECT blob FROM file WHERE blob IS NOT NULL) AND id NOT IN (SELECT blob FROM retired)').all()) this.#loose.add(Number(id));
    this.sweep();
  }

  #drop(rows: Record<string, unknown>[], stamp: number): void {
    for (const { path, blob } of rows) {
      this.#loose.add(Number(blob));
      if (!this.#sql('SELECT 1 FROM file WHERE path = ?').get(String(path))) this.#sql('INSERT OR REPLACE INTO gone VALUES (?, ?)').run(String(path), stamp);
    }
  }

  #sql(text: string): StatementSync {
    const known = this.#statements.get(text);
    if (known) return known;
    const made = this.#database.prepare(text);
    this.#statements.set(text, made);
    return made;
  }
}

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Recorded } from '../../../../src/queries/record.ts';

/** What each page asked when it was rendered, and the digests of the answers: kept with the release, so it outlives a restart. */
export class Recordings {
  readonly #byKey: StatementSync;
  readonly #due: StatementSync;
  readonly #paths: StatementSync;
  readonly #known: StatementSync;
  readonly #again: StatementSync;
  readonly #put: StatementSync;
  readonly #ask: StatementSync;
  readonly #asked: StatementSync;
  readonly #forget: StatementSync;
  readonly #orphan: StatementSync;
  readonly #database: DatabaseSync;
  /** Whether all was forgotten: then nothing has to be looked up before it is put down. */
  #bare = false;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#byKey = database.prepare('SELECT id, question, digest, turns FROM query WHERE key = ?');
    this.#due = database.prepare('SELECT id, question, digest, turns FROM query WHERE turns <= ?');
    this.#paths = database.prepare('SELECT file.path FROM asked JOIN file ON file.id = asked.file WHERE asked.query = ?');
    this.#known = database.prepare('SELECT id FROM query WHERE question = ?');
    this.#again = database.prepare('UPDATE query SET digest = ?, turns = ? WHERE id = ?');
    this.#put = database.prepare('INSERT INTO query (question, key, digest, turns) VALUES (?, ?, ?, ?)');
    this.#ask = database.prepare('INSERT OR IGNORE INTO asked VALUES (?, ?)');
    this.#asked = database.prepare('SELECT query FROM asked WHERE file = ?');
    this.#forget = database.prepare('DELETE FROM asked WHERE file = ? AND query = ?');
    this.#orphan = database.prepare('DELETE FROM query WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM asked WHERE query = ?1)');
  }

  /** Questions that a difference may have touched, or that time has. */
  *candidates(keys: Iterable<string>, now: number): Generator<{ id: number; question: string; digest: string; turns: number }> {
    const seen = new Set<number>();
    const tell = (row: Record<string, unknown>) => ({ id: Number(row['id']), question: String(row['question']), digest: String(row['digest']), turns: row['turns'] === null ? Number.POSITIVE_INFINITY : Number(row['turns']) });
    for (const key of keys) {
      for (const row of this.#byKey.all(key)) {
        seen.add(Number(row['id']));
        yield tell(row);
      }
    }
    for (const row of this.#due.all(now)) if (!seen.has(Number(row['id']))) yield tell(row);
  }

  /** The paths that asked a question. */
  pathsOf(query: number): string[] {
    return this.#paths.all(query).map(({ path }) => String(path));
  }

  /** Takes down an answer, new or changed; once in a release. Gives the question's number. */
  put({ question, key, digest, turns }: Recorded): number {
    const at = Number.isFinite(turns) ? turns : null;
    // Not an upsert, for which SQLite would keep a journal of the statement.
    const known = this.#bare ? undefined : this.#known.get(question)?.['id'];
    if (known === undefined) return Number(this.#put.run(question, key, digest, at).lastInsertRowid);
    this.#again.run(digest, at, known);
    return Number(known);
  }

  /** What a page asked this time, instead of what it asked before. */
  replace(file: number, queries: Iterable<number>): void {
    const now = new Set(queries);
    for (const { query } of this.#bare ? [] : this.#asked.all(file)) {
      if (now.has(Number(query))) continue;
      this.#forget.run(file, query!);
      this.#orphan.run(query!);
    }
    for (const query of now) this.#ask.run(file, query);
  }

  /** Forgets questions that no page asks any more: those of pages that are gone. */
  dropOrphans(queries: Iterable<number>): void {
    for (const query of queries) this.#orphan.run(query);
  }

  /** Forgets everything, before everything is taken down again. */
  clear(): void {
    this.#database.exec('DELETE FROM asked; DELETE FROM query');
    this.#bare = true;
  }

  /** The earliest instant at which an answer changes by time alone, in ms. */
  nextTurn(): number | undefined {
    const { next } = this.#database.prepare('SELECT min(turns) AS next FROM query').get() as { next: number | null };
    return next ?? undefined;
  }
}

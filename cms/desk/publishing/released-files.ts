import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { currentRelease, type ReleaseRecord, releases } from './release/record.ts';

export type Encoding = 'br' | 'gzip';

/** One file as a reader gets it. */
export interface FoundFile {
  type: string;
  /** Names the bytes: a digest, or the name under which they are stored. */
  tag: string;
  immutable: boolean;
  movedTo: string | undefined;
  encoding: Encoding | undefined;
  /** Whether there are compressed copies, so that caches keep them apart. */
  varies: boolean;
  bytes: Uint8Array | undefined;
  /** Below the data directory, instead of bytes. */
  stored: string | undefined;
}

/** What readers ask of the releases. Each answer comes from one whole release: it is one statement. */
export class ReleasedFiles {
  readonly #database: DatabaseSync;
  readonly #find: StatementSync;
  readonly #retired: StatementSync;
  readonly #is: StatementSync;
  readonly #version: StatementSync;
  readonly #state: StatementSync;
  readonly #changed: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    const select = (table: string, stored: string) =>
      `SELECT f.type, f.moved_to, ${stored}, blob.digest, packed.bytes AS packed, CASE WHEN packed.bytes IS NULL THEN blob.bytes END AS bytes,
         EXISTS (SELECT 1 FROM copy WHERE copy.blob = f.blob) AS varies
       FROM ${table} f LEFT JOIN blob ON blob.id = f.blob LEFT JOIN copy packed ON packed.blob = f.blob AND packed.encoding = ?2 WHERE f.path = ?1`;
    this.#find = database.prepare(select('file', 'f.stored, f.immutable'));
    this.#retired = database.prepare(select('(SELECT *, NULL AS moved_to FROM retired)', 'NULL AS stored, 1 AS immutable'));
    this.#is = database.prepare('SELECT 1 FROM file WHERE path = ?');
    this.#version = database.prepare('PRAGMA data_version');
    this.#state = database.prepare("SELECT name, value FROM state WHERE name IN ('stamp', 'copied')");
    this.#changed = database.prepare('SELECT path FROM file WHERE stamp > ?1 UNION ALL SELECT path FROM gone WHERE stamp > ?1 LIMIT ?2');
  }

  /** Changes whenever anything that readers can be given has changed. */
  version(): number {
    return Number(this.#version.get()?.['data_version']);
  }

  /** The number of the last release that changed anything, and of the last one whose compressed copies are all made. */
  state(): { stamp: number; copied: number } {
    return { stamp: 0, copied: 0, ...Object.fromEntries(this.#state.all().map(({ name, value }) => [name, Number(value)])) };
  }

  /** The paths that releases after `stamp` changed or removed, `most` of them. */
  changedSince(stamp: number, most: number): string[] {
    return this.#changed.all(stamp, most).map(({ path }) => String(path));
  }

  /** A file by its public path; also one of an earlier release that pages opened before may ask for. */
  find(path: string, encoding: Encoding | undefined): FoundFile | undefined {
    const row = this.#find.get(path, encoding ?? '') ?? this.#retired.get(path, encoding ?? '');
    if (!row) return undefined;
    const packed = row['packed'] as Uint8Array | null;
    return {
      type: String(row['type']),
      tag: String(row['digest'] ?? row['stored']).replace(/^.*\//, ''),
      immutable: Number(row['immutable']) === 1,
      movedTo: (row['moved_to'] as string | null) ?? undefined,
      encoding: packed ? encoding : undefined,
      varies: Number(row['varies']) === 1,
      bytes: packed ?? (row['bytes'] as Uint8Array | null) ?? undefined,
      stored: (row['stored'] as string | null) ?? undefined,
    };
  }

  has(path: string): boolean {
    return this.#is.get(path) !== undefined;
  }

  current(): ReleaseRecord | null {
    return currentRelease(this.#database);
  }

  list(): ReleaseRecord[] {
    return releases(this.#database);
  }

  /** Whether the search data are those of the current release; false also where a kill came between. */
  get searched(): boolean {
    const searched = this.#database.prepare("SELECT value FROM state WHERE name = 'searched'").get()?.['value'];
    return Number(searched ?? 0) === this.current()?.number;
  }
}

import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import sharp from 'sharp';
import { atOnce } from './at-once.ts';
import type { ImageFacts } from './media.ts';

/** What was found of an upload's bytes; `image` null: it should be an image and cannot be decoded. */
export interface MediaFacts {
  bytes: number;
  image?: ImageFacts | null;
}

/** Change the number when `images.ts` looks at images in another way. */
const LOOK = `1 ${sharp.versions.sharp}`;

/**
 * What looking at uploads gave, by blob. Apart from the entries: to decode two thousand pictures takes a minute, and neither another
 * model nor other templates change what is in them. Only a cache: it can be deleted at any time. Without a file it lives in memory.
 */
export class MediaCache {
  readonly #database: DatabaseSync;
  readonly #get: StatementSync;
  readonly #keep: StatementSync;

  constructor(file = ':memory:') {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    this.#database = new DatabaseSync(file);
    this.#database.exec(`PRAGMA busy_timeout = 20000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
      CREATE TABLE IF NOT EXISTS media (version TEXT NOT NULL, look TEXT NOT NULL, facts TEXT NOT NULL, PRIMARY KEY (version, look))`);
    this.#get = this.#database.prepare('SELECT facts FROM media WHERE version = ? AND look = ?');
    this.#keep = this.#database.prepare('INSERT OR REPLACE INTO media VALUES (?, ?, ?)');
  }

  get(version: string): MediaFacts | undefined {
    const row = this.#get.get(version, LOOK);
    return row && (JSON.parse(String(row['facts'])) as MediaFacts);
  }

  /** Keeps several at once, all or none. */
  keep(found: Iterable<readonly [version: string, facts: MediaFacts]>): void {
    const all = [...found];
    if (all.length === 0) return;
    atOnce(this.#database, () => {
      for (const [version, facts] of all) this.#keep.run(version, LOOK, JSON.stringify(facts));
    });
  }

  close(): void {
    this.#database.close();
  }
}

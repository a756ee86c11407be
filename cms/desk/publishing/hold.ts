import type { DatabaseSync } from 'node:sqlite';

/** An earlier commit that the public is shown instead of `main`'s: since when, and by whose word. */
export interface Held {
  commit: string;
  by: string;
  at: string;
}

/** The one hold of a desk, kept in its own database: the releases' may be busy with a publication of everything. */
export class Hold {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  get(): Held | null {
    const row = this.#database.prepare('SELECT commit_id, by, at FROM hold').get();
    return row ? { commit: String(row['commit_id']), by: String(row['by']), at: String(row['at']) } : null;
  }

  set(held: Held | null): void {
    if (held) this.#database.prepare('INSERT OR REPLACE INTO hold VALUES (1, ?, ?, ?)').run(held.commit, held.by, held.at);
    else this.#database.exec('DELETE FROM hold');
  }
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { ShareCard } from '../../../../src/content/cards/card.ts';
import { makeCard } from '../../../../src/content/cards/draw.ts';

/** Draws the share cards of what is public, one at a time, each once. Until then its address shows the card without words. */
export class Cards {
  readonly #data: string;
  readonly #database: DatabaseSync;
  #waiting: string[] = [];
  #seen = 0;

  constructor(data: string, database: DatabaseSync) {
    this.#data = data;
    this.#database = database;
  }

  /** Takes note of what releases have brought since the last look; what came last is drawn first. */
  look(): void {
    const rows = this.#database.prepare("SELECT path, stored, stamp FROM file WHERE stored LIKE 'cards/%' AND stamp > ? ORDER BY stamp DESC, id").all(this.#seen) as { path: string; stored: string; stamp: number }[];
    this.#seen = Math.max(this.#seen, ...rows.slice(0, 1).map(({ stamp }) => stamp));
    const missing = rows.filter(({ stored }) => !existsSync(join(this.#data, stored))).map(({ path }) => path);
    this.#waiting = [...missing, ...this.#waiting];
  }

  /** Draws the next of them. Gives its path, or undefined when all are drawn. */
  async drawNext(): Promise<string | undefined> {
    const path = this.#waiting.shift();
    if (path !== undefined) await this.make(path);
    return path;
  }

  /** Draws one by its public address. Answers whether it is there now. */
  async make(path: string): Promise<boolean> {
    const source = this.#database.prepare('SELECT source FROM file WHERE path = ?').get(path)?.['source'];
    if (typeof source !== 'string') return false;
    await makeCard((JSON.parse(source) as { card: ShareCard }).card, join(this.#data, 'cards'));
    return true;
  }
}

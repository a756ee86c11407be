import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { CARDS, DEFAULT_CARD } from '../../../../src/content/cards/card.ts';
import { fileOf } from '../../../../src/queries/routes.ts';

interface Row {
  path: string;
  kind: string;
  immutable: number;
  stamp: number;
}

/** Compressed copies as nginx (`gzip_static`, `brotli_static`) and Caddy (`precompressed`) look for them. */
const ENDINGS = { br: '.br', gzip: '.gz' } as const;

/**
 * The current release as a plain directory, for nginx or Caddy. It follows the switch, and costs what changed. Whoever reads from it meets
 * no link to a page that is not there yet: assets and pictures come first, then new pages, then changed ones; what is gone goes last.
 */
export class PlainDirectory {
  readonly #data: string;
  readonly #root: string;
  /** What a share card shows until it is drawn. */
  readonly #standIn: string;
  readonly #database: DatabaseSync;
  readonly #row: StatementSync;
  readonly #copies: StatementSync;
  readonly #folders = new Set<string>();

  constructor(data: string, database: DatabaseSync) {
    this.#data = data;
    this.#root = join(data, 'public');
    this.#standIn = join(this.#root, fileOf(DEFAULT_CARD));
    this.#database = database;
    this.#row = database.prepare('SELECT file.stored, blob.id AS blob, blob.bytes FROM file LEFT JOIN blob ON blob.id = file.blob WHERE file.path = ?');
    this.#copies = database.prepare('SELECT encoding, bytes FROM copy WHERE blob = ?');
  }

  /** The last transaction that is in the directory. */
  get stamp(): number {
    return Number(this.#database.prepare("SELECT value FROM state WHERE name = 'mirrored'").get()?.['value'] ?? 0);
  }

  /** Takes over everything newer than what the directory has. `pause` is awaited now and then, so that a reader who waits is served. */
  async follow(pause: () => Promise<void>): Promise<boolean> {
    const from = this.stamp;
    const until = Number(this.#database.prepare("SELECT value FROM state WHERE name = 'stamp'").get()?.['value'] ?? 0);
    if (until <= from) return false;
    const rows = this.#database.prepare('SELECT path, kind, immutable, stamp FROM file WHERE stamp > ? AND stamp <= ?').all(from, until) as unknown as Row[];
    let count = 0;
    for (const row of this.#inOrder(rows)) {
      this.put(row.path);
      if (++count % 100 === 0) await pause();
    }
    for (const { path } of this.#database.prepare('SELECT path FROM gone WHERE stamp > ? AND stamp <= ?').all(from, until)) this.#remove(String(path));
    this.#database.prepare("INSERT OR REPLACE INTO state VALUES ('mirrored', ?)").run(String(until));
    this.#database.prepare('DELETE FROM gone WHERE stamp <= ?').run(until);
    return true;
  }

  /** Writes one file as it is public now, with those of its compressed copies that are made. */
  put(path: string): void {
    const row = this.#row.get(path) as { stored: string | null; blob: number | null; bytes: Uint8Array | null } | undefined;
    if (!row) return;
    const file = join(this.#root, fileOf(path));
    const folder = dirname(file);
    if (!this.#folders.has(folder)) mkdirSync(folder, { recursive: true });
    this.#folders.add(folder);
    const copies = row.blob === null ? [] : (this.#copies.all(row.blob) as { encoding: keyof typeof ENDINGS; bytes: Uint8Array }[]);
    // Old copies go before the new text comes: for a moment it is served plain, never as it was.
    for (const end of Object.values(ENDINGS)) rmSync(file + end, { force: true });
    const partial = `${file}.part`;
    if (row.stored !== null) {
      rmSync(partial, { force: true });
      const stored = [join(this.#data, row.stored), ...(path.startsWith(CARDS) ? [this.#standIn] : [])].find((one) => existsSync(one));
      if (stored === undefined) return;
      try {
        linkSync(stored, partial);
      } catch {
        // Another file system, or one without links.
        copyFileSync(stored, partial);
      }
    } else writeFileSync(partial, row.bytes ?? new Uint8Array());
    renameSync(partial, file);
    for (const { encoding, bytes } of copies) {
      writeFileSync(partial, bytes);
      renameSync(partial, file + ENDINGS[encoding]);
    }
  }

  /** At start: makes good what a kill or a person has left undone. Looks at every file's presence. */
  async repair(pause: () => Promise<void>): Promise<void> {
    const there = new Set(existsSync(this.#root) ? readdirSync(this.#root, { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name)) : []);
    const wanted = new Set<string>();
    const rows = this.#database.prepare(
      `SELECT path, (SELECT group_concat(encoding) FROM copy WHERE copy.blob = file.blob) AS copies FROM file
       UNION ALL SELECT path, NULL FROM retired`,
    ).all() as { path: string; copies: string | null }[];
    let count = 0;
    for (const { path, copies } of rows) {
      const file = join(this.#root, fileOf(path));
      const all = [file, ...(copies?.split(',') ?? []).map((encoding) => file + ENDINGS[encoding as keyof typeof ENDINGS])];
      for (const one of all) wanted.add(one);
      // A card may have been drawn before a kill and put here never.
      if (!all.every((one) => there.has(one)) || path.startsWith(CARDS)) this.put(path);
      if (++count % 200 === 0) await pause();
    }
    for (const file of there) if (!wanted.has(file) && !this.#isWanted(file)) rmSync(file, { force: true });
  }

  /** A file that became public while the directory was looked through. */
  #isWanted(file: string): boolean {
    const relative = `/${file.slice(this.#root.length + 1).replaceAll('\\', '/')}`.replace(/\.(?:br|gz)$/, '');
    const find = this.#database.prepare('SELECT 1 FROM file WHERE path IN (?, ?)');
    return find.get(relative, relative.replace(/index\.html$/, '')) !== undefined;
  }

  #inOrder(rows: readonly Row[]): Row[] {
    const rank = ({ path, kind, immutable }: Row): number =>
      path === DEFAULT_CARD ? -1 : kind === 'asset' || kind === 'media' ? 0 : kind === 'search' ? (immutable ? 1 : 4) : existsSync(join(this.#root, fileOf(path))) ? 3 : 2;
    return rows.map((row) => ({ row, rank: rank(row) })).sort((a, b) => a.rank - b.rank).map(({ row }) => row);
  }

  #remove(path: string): void {
    const file = join(this.#root, fileOf(path));
    for (const end of ['', ...Object.values(ENDINGS)]) rmSync(file + end, { force: true });
    for (let folder = dirname(file); folder.length > this.#root.length; folder = dirname(folder)) {
      try {
        rmdirSync(folder);
        this.#folders.delete(folder);
      } catch {
        break;
      }
    }
  }
}

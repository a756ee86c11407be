import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another number throws the kept releases away: the next publication makes everything again. */
const SCHEMA = 1;

/**
 * Everything that the public can fetch, images and attachments apart, with what each page asked for. Several processes have it open:
 * one transaction is one release, so whoever reads sees a whole one.
 * `stamp` counts transactions: whoever follows (the plain directory) takes what is newer than what it has seen.
 */
const TABLES = `
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE blob (id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL);
CREATE TABLE copy (blob INTEGER NOT NULL, encoding TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (blob, encoding));
CREATE TABLE file (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('page', 'asset', 'media', 'search')),
  type TEXT NOT NULL,
  blob INTEGER,
  -- A file below the data directory, instead of a blob.
  stored TEXT,
  -- Of an image's variant: the upload that it is made of, as JSON.
  source TEXT,
  immutable INTEGER NOT NULL,
  moved_to TEXT,
  -- Of search data: the page whose text they hold.
  of TEXT,
  stamp INTEGER NOT NULL
);
CREATE INDEX file_blob ON file (blob);
CREATE INDEX file_stamp ON file (stamp);
CREATE INDEX file_of ON file (of) WHERE of IS NOT NULL;
CREATE TABLE retired (path TEXT PRIMARY KEY, kind TEXT NOT NULL, type TEXT NOT NULL, blob INTEGER NOT NULL, of TEXT, until INTEGER NOT NULL);
CREATE INDEX retired_blob ON retired (blob);
CREATE TABLE gone (path TEXT PRIMARY KEY, stamp INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX gone_stamp ON gone (stamp);
CREATE TABLE query (id INTEGER PRIMARY KEY, question TEXT NOT NULL UNIQUE, key TEXT NOT NULL, digest TEXT NOT NULL, turns REAL);
CREATE INDEX query_key ON query (key);
CREATE INDEX query_turns ON query (turns) WHERE turns IS NOT NULL;
CREATE TABLE asked (file INTEGER NOT NULL, query INTEGER NOT NULL, PRIMARY KEY (file, query)) WITHOUT ROWID;
CREATE INDEX asked_query ON asked (query);
CREATE TABLE release (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, commit_id TEXT NOT NULL, templates TEXT NOT NULL, instant TEXT NOT NULL, published_at TEXT NOT NULL,
  pages INTEGER NOT NULL, next_change REAL, down TEXT NOT NULL, rendered TEXT NOT NULL
);`;

/** What SQLite keeps in memory of the database, in KiB. */
const CACHE = 48_000;

/**
 * Opens the releases of a data directory, making them where there are none. Deleted bytes are overwritten: what is taken down is gone.
 * `cache`: KiB; whoever reads everything once, one after the other, has no use for much of it.
 */
export function openReleases(data: string, cache = CACHE): DatabaseSync {
  const folder = join(data, 'releases');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'releases.sqlite');
  let database = connect(file, cache);
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version !== SCHEMA && version !== 0) {
    database.close();
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
    database = connect(file, cache);
  }
  if (version !== SCHEMA) {
    database.exec('BEGIN IMMEDIATE');
    // Another process may have made them meanwhile.
    if ((database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version === 0) database.exec(`${TABLES}\nPRAGMA user_version = ${SCHEMA}`);
    database.exec('COMMIT');
  }
  return database;
}

/** Pages of the log after which SQLite copies it into the database by itself. */
const CHECKPOINT = 4000;

/** Copies the log into the database and empties it. Where the disk has no room for both now, a later publication does it: what is released is released. */
export function emptyLog(database: DatabaseSync): void {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {}
}

/**
 * Has the log grow meanwhile: whoever puts down everything waits for its bytes to be written once, and copies them when the public has
 * them. Until then they may need their room twice.
 */
export async function withoutCheckpoints<T>(database: DatabaseSync, act: () => Promise<T>): Promise<T> {
  database.exec('PRAGMA wal_autocheckpoint = 0');
  try {
    return await act();
  } finally {
    database.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT}`);
  }
}

function connect(file: string, cache: number): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA busy_timeout = 20000; PRAGMA page_size = 16384; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -${cache}; PRAGMA wal_autocheckpoint = ${CHECKPOINT}`);
  return database;
}

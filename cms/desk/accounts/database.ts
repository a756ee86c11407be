import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Each step is run once, in order; `user_version` counts them. Steps are only ever added. */
const STEPS = [
  `CREATE TABLE users (
     id INTEGER PRIMARY KEY,
     username TEXT NOT NULL UNIQUE,
     name TEXT NOT NULL,
     password TEXT NOT NULL,
     created_at INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE sessions (
     id_hash TEXT PRIMARY KEY,
     user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
     created_at INTEGER NOT NULL,
     seen_at INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE setup_link (token_hash TEXT PRIMARY KEY, created_at INTEGER NOT NULL) STRICT;
   CREATE TABLE failures (key TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
   CREATE INDEX failures_by_key ON failures (key, at);
   CREATE TABLE sign_ins (at INTEGER NOT NULL, username TEXT NOT NULL, address TEXT NOT NULL, outcome TEXT NOT NULL) STRICT;`,
  'CREATE TABLE hold (id INTEGER PRIMARY KEY CHECK (id = 1), commit_id TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;',
];

/** Opens the desk's database, readable by its owner alone, and brings its tables up to date. Times are milliseconds since the epoch. */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  chmodSync(file, 0o600);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 3000;');
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  for (const [index, step] of STEPS.entries()) {
    if (index < version) continue;
    database.exec(`BEGIN; ${step} PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
  return database;
}

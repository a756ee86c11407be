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
  // Whoever was there before there were roles had them all. Lists are JSON; days are Beijing's, both of them count.
  `ALTER TABLE users ADD COLUMN roles TEXT NOT NULL DEFAULT '["writer","first","second","final","administrator"]';
   ALTER TABLE users ADD COLUMN collections TEXT;
   ALTER TABLE users ADD COLUMN state TEXT NOT NULL DEFAULT 'active';
   ALTER TABLE users ADD COLUMN totp TEXT;
   ALTER TABLE users ADD COLUMN totp_step INTEGER;
   ALTER TABLE users ADD COLUMN mail TEXT;
   ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';
   ALTER TABLE sessions ADD COLUMN agent TEXT NOT NULL DEFAULT '';
   CREATE TABLE links (
     token_hash TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('invite', 'reset')),
     user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE deputies (
     id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE, deputy_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
     from_day TEXT NOT NULL, until_day TEXT NOT NULL
   ) STRICT;
   CREATE TABLE chains (collection TEXT PRIMARY KEY, stages INTEGER NOT NULL CHECK (stages BETWEEN 0 AND 3)) STRICT;
   CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
   CREATE TABLE acts (at INTEGER NOT NULL, username TEXT NOT NULL, address TEXT NOT NULL, act TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
   CREATE TABLE notices (
     id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE, at INTEGER NOT NULL,
     kind TEXT NOT NULL, collection TEXT NOT NULL, entry TEXT NOT NULL, sentence TEXT NOT NULL, read_at INTEGER
   ) STRICT;
   CREATE INDEX notices_by_user ON notices (user_id, id);
   CREATE TABLE outbox (
     id INTEGER PRIMARY KEY, channel TEXT NOT NULL CHECK (channel IN ('mail', 'webhook')), target TEXT NOT NULL, payload TEXT NOT NULL,
     created_at INTEGER NOT NULL, next_at INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0, error TEXT
   ) STRICT;
   CREATE INDEX outbox_by_time ON outbox (next_at);`,
];
/** How many steps this program knows; a database with more is a newer program's. */
export const DATABASE_STEPS = STEPS.length;

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

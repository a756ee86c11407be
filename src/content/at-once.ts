import type { DatabaseSync } from 'node:sqlite';

/** Does several things to the database at once: all of them or none. */
export function atOnce<T>(database: DatabaseSync, act: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const done = act();
    database.exec('COMMIT');
    return done;
  } catch (error) {
    // A full disk may have ended the transaction already.
    try {
      database.exec('ROLLBACK');
    } catch {}
    throw error;
  }
}

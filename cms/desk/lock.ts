import { DatabaseSync } from 'node:sqlite';

/**
 * Holds a data directory for one desk. The lock is the operating system's (SQLite's on a file of its own), so it is gone
 * with the process, however that ends; a number in a file would outlive a kill. Throws a sentence for the operator.
 */
export function lockData(file: string): () => void {
  const lock = new DatabaseSync(file);
  try {
    lock.exec('PRAGMA journal_mode = DELETE; PRAGMA busy_timeout = 2000; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new Error(`another desk is running on this data directory (${file}); stop it, or set YUNDUAN_DATA to another`, { cause: error });
  }
  return () => lock.close();
}

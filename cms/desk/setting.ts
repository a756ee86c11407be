import type { DatabaseSync } from 'node:sqlite';
import type { z } from 'astro/zod';

/** What an administrator, or the desk itself, has set under a name; null where nothing is set, or nothing that the schema knows. */
export function readSetting<S extends z.ZodType>(database: DatabaseSync, name: string, schema: S): z.infer<S> | null {
  const row = database.prepare('SELECT value FROM settings WHERE name = ?').get(name) as { value: string } | undefined;
  return row ? (schema.safeParse(JSON.parse(row.value)).data ?? null) : null;
}

/** Sets something; null takes it away. */
export function writeSetting(database: DatabaseSync, name: string, value: object | null): void {
  if (value) database.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)').run(name, JSON.stringify(value));
  else database.prepare('DELETE FROM settings WHERE name = ?').run(name);
}

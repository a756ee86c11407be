import type { DatabaseSync } from 'node:sqlite';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { PlainDirectory } from './directory.ts';

/** What is worth compressing: pictures and Pagefind's own files are compressed already. */
const COMPRESSIBLE = /^(?:text\/|application\/(?:json|feed\+json|manifest\+json|javascript|xml|wasm|rss\+xml)|image\/svg)/;
const SMALLEST = 256;
/** With more than this to do, the last seven per cent of size are not worth thirty times the work. */
const MANY = 500;

/** Makes the compressed copies of what is new, once for each content. They follow the switch; until they are made, files are served plain. */
export async function makeCopies(database: DatabaseSync, directory: PlainDirectory, pause: () => Promise<void>): Promise<void> {
  const state = database.prepare("SELECT value FROM state WHERE name = 'copied'");
  const from = Number(state.get()?.['value'] ?? 0);
  const until = Number(database.prepare("SELECT value FROM state WHERE name = 'stamp'").get()?.['value'] ?? 0);
  if (until <= from) return;
  const rows = database.prepare(
    `SELECT path, type, blob FROM file WHERE stamp > ? AND stamp <= ? AND blob IS NOT NULL AND NOT EXISTS (SELECT 1 FROM copy WHERE copy.blob = file.blob)
     ORDER BY length(path)`,
  ).all(from, until).filter(({ type }) => COMPRESSIBLE.test(String(type)));
  const bytesOf = database.prepare('SELECT bytes FROM blob WHERE id = ?');
  // A blob that went meanwhile gets no copies: they would be nobody's.
  const keep = database.prepare('INSERT OR IGNORE INTO copy SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM blob WHERE id = ?1)');
  for (const { path, blob } of rows) {
    await pause();
    const bytes = bytesOf.get(blob!)?.['bytes'] as Uint8Array | undefined;
    if (!bytes || bytes.length < SMALLEST) continue;
    const br = squeeze(bytes, rows.length > MANY ? 9 : 11);
    const gzip = gzipSync(bytes, { level: 9 });
    if (br.length < bytes.length) keep.run(blob!, 'br', br);
    if (gzip.length < bytes.length) keep.run(blob!, 'gzip', gzip);
    directory.put(String(path));
  }
  database.prepare("INSERT OR REPLACE INTO state VALUES ('copied', ?)").run(String(until));
}

/** Brotli with a window as large as the text: the usual four megabytes are cleared for every page, which is most of the work (measured: 74 ms instead of 0.4). */
const squeeze = (bytes: Uint8Array, quality: number): Buffer =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      [constants.BROTLI_PARAM_LGWIN]: Math.min(22, Math.max(16, Math.ceil(Math.log2(bytes.length)))),
    },
  });

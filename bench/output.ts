import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Read } from './proof.ts';

/** HTML pages and bytes below a folder that were written at or after a moment (ms since 1970). Pictures are left out: they are copies. */
export async function written(folder: string, since: number): Promise<{ pages: number; bytes: number }> {
  const sum = { pages: 0, bytes: 0 };
  for (const name of await readdir(folder, { recursive: true })) {
    if (name.startsWith('media/')) continue;
    const file = await stat(join(folder, name));
    // The file system's clock ticks more coarsely than ours.
    if (!file.isFile() || file.mtimeMs < since - 10) continue;
    sum.bytes += file.size;
    if (name.endsWith('.html')) sum.pages += 1;
  }
  return sum;
}

/** Reads addresses from a folder of static files, as a web server would. */
export const readFrom = (folder: string): Read => (address) =>
  readFile(join(folder, address.endsWith('/') ? `${address}index.html` : address), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });

import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import type { GitObject, TreeEntry } from '../../../src/content/objects.ts';

const compress = promisify(deflate);

/** Writes loose objects into a bare repository; no process is spawned. Source: gitrepository-layout(5), “objects”. */
export class ObjectWriter {
  readonly #objects: string;

  constructor(repository: string) {
    this.#objects = join(repository, 'objects');
  }

  /** Writes an object and gives its id. It is on the disk (fsync) when the promise resolves, so a ref may name it. */
  async write(type: GitObject['type'], bytes: Uint8Array): Promise<string> {
    const header = Buffer.from(`${type} ${bytes.length}\0`);
    const id = createHash('sha1').update(header).update(bytes).digest('hex');
    const folder = join(this.#objects, id.slice(0, 2));
    const file = join(folder, id.slice(2));
    // Touched, as Git does: packing drops what no ref has named for weeks, and a ref may be about to name this.
    const now = new Date();
    if (await utimes(file, now, now).then(() => true, () => false)) return id;
    // Git's own name for unfinished objects, so that its housekeeping removes what a kill leaves behind.
    const partial = join(folder, `tmp_obj_${randomBytes(8).toString('hex')}`);
    try {
      const handle = await create(folder, partial);
      try {
        await handle.writeFile(await compress(Buffer.concat([header, bytes]), { level: 1 }));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(partial, file);
    } catch (error) {
      await unlink(partial).catch(() => {});
      throw error;
    }
    return id;
  }

  /** Writes a tree; entries may come in any order. */
  writeTree(entries: readonly TreeEntry[]): Promise<string> {
    const sorted = [...entries].sort((a, b) => Buffer.compare(sortName(a), sortName(b)));
    return this.write(
      'tree',
      Buffer.concat(sorted.flatMap((e) => [Buffer.from(`${e.mode.replace(/^0/, '')} ${e.name}\0`), Buffer.from(e.id, 'hex')])),
    );
  }
}

/** Creates a file and the folder that it lies in: packing takes away folders that it has emptied, at any moment. */
async function create(folder: string, file: string): Promise<FileHandle> {
  for (let tries = 1; ; tries++) {
    try {
      await mkdir(folder, { recursive: true });
      return await open(file, 'wx', 0o444);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || tries === 10) throw error;
    }
  }
}

/** Git sorts a folder as if its name ended in a slash. */
const sortName = (entry: TreeEntry) => Buffer.from(entry.mode === '040000' ? `${entry.name}/` : entry.name);

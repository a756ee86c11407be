import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Puts what one folder holds in the place of what another holds. The other itself stays, since something may be mounted on it, and so
 * does its `.git`, since it may be the branch that a host serves. Across file systems the files are copied.
 */
export async function replaceFolder(made: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) if (name !== '.git') await rm(join(folder, name), { recursive: true });
  for (const name of await readdir(made)) {
    const [from, to] = [join(made, name), join(folder, name)];
    await rename(from, to).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EXDEV') throw error;
      return cp(from, to, { recursive: true });
    });
  }
}

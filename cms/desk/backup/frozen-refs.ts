import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gitEnvironment } from '../../../src/content/objects.ts';
import { DRAFTS, MAIN } from '../store/store.ts';

const run = promisify(execFile);

/** Refs as they were read once: none of them moves any more, and all that they name is in the repository. */
export interface FrozenRefs {
  /** A bare repository with these refs and the objects of the one that they were read from. */
  repository: string;
  main: string;
  /** How many of them are drafts. */
  drafts: number;
  /** Where a history that was cloned in part begins. */
  shallow: string[];
}

/**
 * Reads a repository's refs once, into a repository of its own that borrows the objects. `git bundle` reads each ref twice, and
 * leaves out silently whatever has moved in between: under load that is a draft, or `main`.
 *
 * `main` is read last. A draft that is published meanwhile is then on its branch or on `main`, or on both, which the next start
 * of a desk tidies; read first, it could be on neither.
 */
export async function freezeRefs(from: string, repository: string): Promise<FrozenRefs> {
  const git = async (...args: string[]) => (await run('git', ['--git-dir', from, ...args], { env: gitEnvironment(), maxBuffer: 64 * 1024 * 1024 })).stdout;
  const listed = (await git('for-each-ref', '--format=%(objectname) %(refname)')).split('\n').filter((line) => line && !line.endsWith(` ${MAIN}`));
  const main = (await git('rev-parse', '--verify', `${MAIN}^{commit}`)).trim();
  const shallow = (await readFile(join(from, 'shallow'), 'latin1').catch(() => '')).split('\n').filter(Boolean);

  for (const folder of ['refs', 'objects/info']) await mkdir(join(repository, folder), { recursive: true, mode: 0o700 });
  await writeFile(join(repository, 'HEAD'), `ref: ${MAIN}\n`);
  await writeFile(join(repository, 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = true\n');
  await writeFile(join(repository, 'objects/info/alternates'), `${resolve(from, 'objects')}\n`);
  await writeFile(join(repository, 'packed-refs'), [...listed, `${main} ${MAIN}`, ''].join('\n'));
  if (shallow.length) await writeFile(join(repository, 'shallow'), `${shallow.join('\n')}\n`);
  return { repository, main, drafts: listed.filter((line) => line.slice(41).startsWith(DRAFTS)).length, shallow };
}

import { execFile } from 'node:child_process';
import { chmod, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gitEnvironment } from '../../../src/content/objects.ts';
import { layout } from '../../../src/model/place.ts';
import { replaceFile } from '../replace-file.ts';
import { importTree } from './checkout.ts';

const run = promisify(execFile);
const git = (repository: string, ...args: string[]) =>
  run('git', ['--git-dir', repository, ...args], { env: gitEnvironment(), maxBuffer: 16 * 1024 * 1024 });
const exists = (path: string) => stat(path).then(() => true, () => false);

/**
 * Makes `site.git` when there is none: from a repository's current commit with its history, or from a plain source tree.
 * It appears whole or not at all. Answers whether it was made. Throws a sentence for the operator when the start has no `content/`.
 */
export async function createRepository(repository: string, from: string, at: number): Promise<boolean> {
  if (await exists(join(repository, 'HEAD'))) return false;
  const partial = `${repository}.part`;
  const trust = `${repository}.trust`;
  try {
    await fill(partial, trust, from, at);
    await rename(partial, repository);
  } catch (error) {
    // A failed command is told with its arguments.
    if (error instanceof Error) error.message = withoutPassword(error.message);
    throw error;
  } finally {
    await rm(partial, { recursive: true, force: true });
    await rm(trust, { force: true });
  }
  return true;
}

async function fill(partial: string, trust: string, from: string, at: number): Promise<void> {
  await rm(partial, { recursive: true, force: true });
  // Reading our own checkout is what the operator asked for, whoever owns its files; Git takes this from a file only.
  await writeFile(trust, '[safe]\n\tdirectory = *\n');
  const env = { ...gitEnvironment(), GIT_CONFIG_GLOBAL: trust };
  await run('git', ['init', '--quiet', '--bare', '--initial-branch=main', partial], { env: gitEnvironment() });
  const isRepository = isRemote(from) || (await exists(join(from, '.git'))) || (await exists(join(from, 'HEAD')));
  const hasCommit = isRepository && (await run('git', ['ls-remote', '--exit-code', from, 'HEAD'], { env }).then(() => true, (error: { code?: number; stderr?: string }) => {
    if (error.code === 2) return false;
    throw new Error(`cannot read the content repository ${from}: ${error.stderr?.trim() ?? error}`);
  }));
  if (hasCommit) {
    await run('git', ['--git-dir', partial, 'fetch', '--quiet', '--no-tags', '--update-shallow', from, '+HEAD:refs/heads/main'], { env });
  } else {
    await importTree(partial, from, at);
  }
  const hasContent = await git(partial, 'cat-file', '-e', 'refs/heads/main:content').then(() => true, () => false);
  if (!hasContent) {
    throw new Error(`${from} has no committed content/ folder; point YUNDUAN_CONTENT_REPO at a repository or source tree that has one`);
  }
}

/** Whether a repository is named by a URL or as `user@host:path`, not by a folder. */
export const isRemote = (repository: string): boolean => /^[a-z+]+:\/\/|^[^/]+@[^/]+:/.test(repository);

/** A text as a log may have it: without the user name and the password, or the token, that an address in it holds. */
export const withoutPassword = (text: string): string => text.replace(/\b(https?:\/\/)[^\s/]*@/gi, '$1***@');

/** Settings and hooks are written at every start, since the checkout and Node may have moved. */
export async function configureRepository(repository: string, node: string): Promise<void> {
  for (const [key, value] of [
    ['gc.auto', '0'], ['receive.autogc', 'false'], ['receive.denyNonFastForwards', 'true'], ['receive.denyDeletes', 'true'],
    ['receive.fsckObjects', 'true'], ['transfer.hideRefs', 'refs/internal'], ['core.logAllRefUpdates', 'false'],
    // A file may have 20 MB; a push brings a season's pictures, not the whole disk.
    ['receive.maxInputSize', String(512 * 1024 * 1024)],
  ] as const) await git(repository, 'config', key, value);
  await mkdir(join(repository, 'hooks'), { recursive: true });
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const known = join(repository, 'hooks/layout.json');
  await replaceFile(known, Buffer.from(JSON.stringify(layout)));
  for (const hook of ['pre-receive', 'post-receive']) {
    const script = fileURLToPath(new URL(`../hooks/${hook}.ts`, import.meta.url));
    const file = join(repository, 'hooks', hook);
    // Compiled hooks are kept: starting Node and reading TypeScript is most of what a push waits for.
    await writeFile(`${file}.part`, `#!/bin/sh\nNODE_COMPILE_CACHE=${quote(join(repository, 'hooks/compiled'))} exec ${quote(node)} --disable-warning=ExperimentalWarning ${quote(script)} ${quote(known)}\n`);
    await chmod(`${file}.part`, 0o755);
    await rename(`${file}.part`, file);
  }
}

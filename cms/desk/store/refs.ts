import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { glob } from 'node:fs/promises';
import { gitEnvironment } from '../../../src/content/objects.ts';

const run = promisify(execFile);
const NONE = '0'.repeat(40);

/** A ref was not where the writer believed: somebody else moved it first. */
export class RefMoved extends Error {
  override name = 'RefMoved';
}

/** Moves refs by compare-and-swap through one long-lived `git update-ref --stdin`. One move at a time. */
export class Refs {
  readonly #repository: string;
  #git: ChildProcessWithoutNullStreams | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(repository: string) {
    this.#repository = repository;
  }

  /** Moves `ref` from `from` to `to`; null means “is not there”. Throws `RefMoved` when it is elsewhere. */
  move(ref: string, from: string | null, to: string | null): Promise<void> {
    if (/[\s\0\\"]/.test(ref)) return Promise.reject(new Error(`not a ref: ${JSON.stringify(ref)}`));
    const turn = this.#last.then(() => this.#move(ref, from ?? NONE, to ?? NONE));
    this.#last = turn.catch(() => {});
    return turn;
  }

  /** All refs under a prefix with the commits they name. */
  async list(prefix: string): Promise<{ ref: string; commit: string }[]> {
    const { stdout } = await run('git', ['--git-dir', this.#repository, 'for-each-ref', '--format=%(objectname) %(refname)', prefix], {
      env: gitEnvironment(), maxBuffer: 64 * 1024 * 1024,
    });
    return stdout.split('\n').filter(Boolean).map((line) => ({ commit: line.slice(0, 40), ref: line.slice(41) }));
  }

  async close(): Promise<void> {
    await this.#last;
    const git = this.#git;
    if (!git || git.exitCode !== null || git.signalCode !== null) return;
    await new Promise((resolve) => {
      git.once('close', resolve);
      git.stdin.end();
    });
  }

  #move(ref: string, from: string, to: string): Promise<void> {
    if (this.#git && (this.#git.exitCode !== null || this.#git.signalCode !== null)) this.#git = undefined;
    const git = (this.#git ??= this.#start());
    const command = to === NONE ? `delete ${ref} ${from}` : `update ${ref} ${to} ${from}`;
    return new Promise((resolve, reject) => {
      let answer = '';
      let complaint = '';
      const finish = (error?: Error) => {
        git.stdout.off('data', hear);
        git.stderr.off('data', read);
        git.off('close', died);
        if (error) reject(error);
        else resolve();
      };
      const hear = (chunk: Buffer) => {
        answer += chunk;
        if (answer.includes('commit: ok\n')) finish();
      };
      const read = (chunk: Buffer) => (complaint += chunk);
      // update-ref ends itself when a compare fails; the next move starts another.
      const died = () => {
        if (this.#git === git) this.#git = undefined;
        const moved = /but expected|reference already exists|unable to resolve reference|reference is missing/.test(complaint);
        finish(moved ? new RefMoved(complaint.trim()) : new Error(`git update-ref: ${complaint.trim() || 'ended'}`));
      };
      git.stdout.on('data', hear);
      git.stderr.on('data', read);
      git.on('close', died);
      git.stdin.write(`start\n${command}\nprepare\ncommit\n`);
    });
  }

  #start(): ChildProcessWithoutNullStreams {
    // Detached: the terminal's Ctrl-C is for the desk, which ends this process by closing its input.
    const git = spawn('git', ['--git-dir', this.#repository, 'update-ref', '--stdin'], { env: gitEnvironment(), detached: true });
    git.on('error', () => {});
    git.on('close', () => {
      if (this.#git === git) this.#git = undefined;
    });
    git.stdin.on('error', () => {});
    return git;
  }
}

/**
 * Removes lock files that a killed process left on refs. Called once at start, when this desk holds the data directory's lock:
 * a push takes its ref locks for milliseconds, so a lock that is still there after `patience` ms belongs to nobody.
 */
export async function removeStaleLocks(repository: string, patience = 1500): Promise<string[]> {
  const find = async () => {
    const found: string[] = [];
    for await (const file of glob(['refs/**/*.lock', 'packed-refs.lock', 'HEAD.lock', 'config.lock'], { cwd: repository })) found.push(file);
    return found;
  };
  const inode = async (file: string) => (await stat(join(repository, file)).catch(() => undefined))?.ino;
  const before = new Map(await Promise.all((await find()).map(async (file) => [file, await inode(file)] as const)));
  if (before.size === 0) return [];
  await new Promise((resolve) => setTimeout(resolve, patience));
  const removed: string[] = [];
  for (const [file, ino] of before) {
    if (ino === undefined || (await inode(file)) !== ino) continue;
    await rm(join(repository, file), { force: true });
    removed.push(file);
  }
  return removed;
}

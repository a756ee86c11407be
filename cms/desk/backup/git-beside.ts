import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { gitEnvironment } from '../../../src/content/objects.ts';

/**
 * `git gc` as a desk needs it. Whatever no ref names is kept for two weeks, since objects are written before refs name them, and
 * an upload waits to be saved; a cruft pack holds it meanwhile instead of a file for each. Refs are left as they are: packing
 * them takes the very locks that a save needs, and waits for its turn among busier processes while it holds them. Packs of half
 * a gigabyte, mostly pictures, are not written again. One thread and little memory, for a machine that has readers.
 */
export const GC = [
  '-c', 'gc.packRefs=false', '-c', 'gc.writeCommitGraph=false', '-c', 'gc.cruftPacks=true', '-c', 'gc.bigPackThreshold=512m',
  '-c', 'pack.threads=1', '-c', 'pack.windowMemory=64m', 'gc', '--quiet', '--prune=2.weeks.ago',
] as const;

/** Writes the commit-graph of everything that a ref names, with a Bloom filter of the paths that each commit changes. */
export const GRAPH = ['commit-graph', 'write', '--reachable', '--changed-paths', '--no-progress'] as const;

/** Runs a Git command at the lowest priority, and breaks it off when told to: Git then leaves everything as it was. Throws what Git said. */
export function runBeside(repository: string, command: readonly string[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Error('broken off'));
    // A group of its own: to break it off is to break off what it has started, too.
    const git = spawn('git', ['--git-dir', repository, ...command], { env: gitEnvironment(), detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    if (git.pid !== undefined) setPriority(git.pid, 19);
    const stop = () => git.pid !== undefined && git.exitCode === null && git.signalCode === null && process.kill(-git.pid, 'SIGTERM');
    signal.addEventListener('abort', stop, { once: true });
    let complaint = '';
    git.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk).slice(-1000)));
    git.once('error', (error) => {
      signal.removeEventListener('abort', stop);
      reject(error);
    });
    git.once('close', (code) => {
      signal.removeEventListener('abort', stop);
      if (code === 0) resolve();
      else reject(new Error(complaint.trim() || `git ended with ${code}`));
    });
  });
}

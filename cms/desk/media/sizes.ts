import { spawn } from 'node:child_process';
import { gitEnvironment } from '../../../src/content/objects.ts';
import type { Store } from '../store/store.ts';

/** Sizes by blob: they never change. One number each, so all of them are kept. */
const known = new WeakMap<Store, Map<string, number>>();

/** How many bytes blobs have, without reading them: a library of photographs is gigabytes. Spawns Git for those that were not asked about before. */
export async function sizesOf(store: Store, versions: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const sizes = known.get(store) ?? known.set(store, new Map()).get(store)!;
  const fresh = [...new Set(versions.filter((version) => !sizes.has(version)))];
  if (fresh.length > 0) for (const [version, size] of await ask(store.repository, fresh)) sizes.set(version, size);
  return sizes;
}

async function ask(repository: string, versions: readonly string[]): Promise<[version: string, size: number][]> {
  const git = spawn('git', ['--git-dir', repository, 'cat-file', '--batch-check=%(objectname) %(objectsize)'], { env: gitEnvironment(), stdio: ['pipe', 'pipe', 'ignore'] });
  const parts: Buffer[] = [];
  git.stdout.on('data', (part: Buffer) => parts.push(part));
  git.stdin.on('error', () => {});
  git.stdin.end(`${versions.join('\n')}\n`);
  const code = await new Promise((resolve, reject) => {
    git.once('error', reject);
    git.once('close', resolve);
  });
  if (code !== 0) throw new Error(`git cat-file in ${repository} ended with ${code}`);
  return [...Buffer.concat(parts).toString().matchAll(/^([0-9a-f]{40}) (\d+)$/gm)].map(([, version, size]) => [version!, Number(size)]);
}

import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GC, GRAPH, runBeside } from './git-beside.ts';

/** How often it looks, in ms. */
const EVERY = 5 * 60_000;
/** Nothing was written for so long: editors are at lunch. */
const IDLE = 10 * 60_000;
/** A save writes about six objects. So many are a few hundred saves. */
const MANY = 5000;
/** A large push is a pack of its own; each pack is one more place to look for every object. */
const PACKS = 50;
/** No commit-graph takes so long to write: a lock of that age is a killed process's. */
const STALE = 60 * 60_000;

export interface PackingParts {
  repository: string;
  now: () => number;
  log: (line: string) => void;
  every?: number;
  idle?: number;
  many?: number;
}

/**
 * Packs the repository while nobody writes, and keeps its commit-graph: with the paths that each commit changed, `git log` finds
 * one entry's versions among ten thousand commits in 0.05 s instead of 0.3. Git never packs by itself (`gc.auto=0`): it would in
 * the middle of a save. Whoever begins to write while this packs is not stopped, see `git-beside.ts`.
 */
export class Packing {
  readonly #parts: Required<PackingParts>;
  readonly #closing = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #running: Promise<boolean> | undefined;

  constructor(parts: PackingParts) {
    this.#parts = { every: EVERY, idle: IDLE, many: MANY, ...parts };
    this.#timer = setInterval(() => void this.look(), this.#parts.every);
    this.#timer.unref();
  }

  /** Packs if it is worth it and nobody writes. Answers whether it did. */
  look(): Promise<boolean> {
    return (this.#running ??= this.#look().finally(() => (this.#running = undefined)));
  }

  /** What is under way is broken off: Git leaves everything as it was. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#closing.abort();
    await this.#running;
  }

  async #look(): Promise<boolean> {
    const { repository, now, log, idle, many } = this.#parts;
    const { signal } = this.#closing;
    try {
      const { loose, packs, writtenAt } = await countObjects(repository);
      const quiet = now() - writtenAt >= idle;
      const pack = quiet && (loose > many || packs > PACKS);
      if (pack) {
        const began = now();
        await runBeside(repository, GC, signal);
        log(`packed the repository: ${loose} loose objects, ${packs} packs, ${((now() - began) / 1000).toFixed(1)} s`);
      }
      const graph = join(repository, 'objects/info/commit-graph');
      const graphAt = await writtenLast(graph);
      // The first one does not wait for lunch: whoever brings ten thousand entries along looks at their history at once.
      if (pack || graphAt === undefined || (quiet && graphAt < writtenAt)) {
        if (now() - ((await writtenLast(`${graph}.lock`)) ?? now()) > STALE) await rm(`${graph}.lock`, { force: true });
        await runBeside(repository, GRAPH, signal);
      }
      return pack;
    } catch (error) {
      if (!signal.aborted) log(`packing the repository failed, everything is as it was: ${String(error)}`);
      return false;
    }
  }
}

/** How many objects lie in files of their own, how many packs there are, and when an object was written last, by a save or by a push (ms). */
async function countObjects(repository: string): Promise<{ loose: number; packs: number; writtenAt: number }> {
  const objects = join(repository, 'objects');
  const packs = (await readdir(join(objects, 'pack'))).filter((one) => one.endsWith('.pack')).length;
  let loose = 0;
  let writtenAt = (await stat(join(objects, 'pack'))).mtimeMs;
  for (const name of (await readdir(objects)).filter((one) => /^[0-9a-f]{2}$/.test(one))) {
    const folder = join(objects, name);
    // Packing takes away folders that it has emptied.
    loose += (await readdir(folder).catch(() => [])).filter((one) => /^[0-9a-f]{38}$/.test(one)).length;
    writtenAt = Math.max(writtenAt, (await writtenLast(folder)) ?? 0);
  }
  return { loose, packs, writtenAt };
}

const writtenLast = (path: string): Promise<number | undefined> => stat(path).then(({ mtimeMs }) => mtimeMs, () => undefined);

import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { AHEAD, askThread, threadsBeside } from '../content/ask-thread.ts';
import type { SourceFile } from '../content/source.ts';

/** What a thread is told at its start. */
export interface PageTask {
  root: string;
  files: readonly SourceFile[];
  /** The caches that hold what reading gave: of texts, of uploads. */
  texts: string;
  facts: string;
  instant: string;
  /** Folder of the compiled site. */
  compiled: string;
  /** Where the pages go. */
  folder: string;
}

/** Paths that somebody is given at a time. */
const PORTION = 32;
/** Below this many pages the start of a thread costs more than it saves. */
const WORTH_THREADS = 1000;

/** Has paths written by several threads and this one (`here`), for a build that makes everything. Throws the first failure. */
export async function writeInThreads(paths: readonly string[], task: PageTask, here: (paths: readonly string[]) => Promise<void>, worth = WORTH_THREADS): Promise<void> {
  let next = 0;
  const work = async (write: (portion: readonly string[]) => Promise<void>) => {
    try {
      for (let at = next++ * PORTION; at < paths.length; at = next++ * PORTION) await write(paths.slice(at, at + PORTION));
    } catch (error) {
      // Nobody begins another, and what was begun is waited for: nothing is written after this has thrown.
      next = Number.POSITIVE_INFINITY;
      throw error;
    }
  };
  const hands = paths.length < worth ? 0 : threadsBeside();
  const threads = Array.from({ length: hands }, () => new Worker(new URL('./page-thread.ts', import.meta.url), { workerData: task }));
  const alone = async (portion: readonly string[]) => {
    // In a turn of its own, so that what the others say is heard between.
    await setImmediate();
    await here(portion);
  };
  try {
    const others = threads.flatMap((thread) => {
      const ask = askThread<number>(thread);
      return Array.from({ length: AHEAD }, () => async (portion: readonly string[]) => void (await ask(portion)));
    });
    const ends = await Promise.allSettled([...others, alone].map(work));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

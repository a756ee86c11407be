import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { handsOf, threadsBeside } from '../content/ask-thread.ts';
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

/** Threads that write pages beside this one, for a build that makes everything. */
export interface PageThreads {
  /** Has paths written by the threads and by this one (`here`); ends the threads. Throws the first failure. */
  write(paths: readonly string[], here: (paths: readonly string[]) => Promise<void>): Promise<void>;
}

/**
 * Starts threads for so many pages. They read the content at once, and the templates when the first page is wanted: until then these may
 * be compiled. A build that fails meanwhile does not wait for them.
 */
export function openPageThreads(task: PageTask, pages: number, worth = WORTH_THREADS): PageThreads {
  const threads = Array.from({ length: pages < worth ? 0 : threadsBeside() }, () => new Worker(new URL('./page-thread.ts', import.meta.url), { workerData: task }));
  const hands = handsOf<readonly string[], unknown>(threads);
  for (const thread of threads) thread.unref();
  return {
    write: async (paths, here) => {
      for (const thread of threads) thread.ref();
      try {
        await share(paths, hands, here);
      } finally {
        await Promise.all(threads.map((thread) => thread.terminate()));
      }
    },
  };
}

async function share(paths: readonly string[], hands: readonly ((portion: readonly string[]) => Promise<unknown>)[], here: (paths: readonly string[]) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async (write: (portion: readonly string[]) => Promise<unknown>) => {
    try {
      for (let at = next++ * PORTION; at < paths.length; at = next++ * PORTION) await write(paths.slice(at, at + PORTION));
    } catch (error) {
      // Nobody begins another, and what was begun is waited for: nothing is written after this has thrown.
      next = Number.POSITIVE_INFINITY;
      throw error;
    }
  };
  const alone = async (portion: readonly string[]) => {
    // In a turn of its own, so that what the others say is heard between.
    await setImmediate();
    await here(portion);
  };
  const ends = await Promise.allSettled([...hands, alone].map(work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

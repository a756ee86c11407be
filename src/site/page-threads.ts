import { openThreads } from '../content/ask-thread.ts';
import { inTurn, portionsOf, shareOut } from '../content/share-out.ts';
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
/** Below this many entries the start of a thread costs more than it saves. */
const WORTH_THREADS = 1000;

/** Threads that write pages beside this one, for a build that makes everything. */
export interface PageThreads {
  /** The caches hold everything: the threads read it, and need not when the first page is wanted. */
  ready(): void;
  /** Has paths written by the threads and by this one (`here`); ends the threads. Throws the first failure. */
  write(paths: readonly string[], here: (paths: readonly string[]) => Promise<void>): Promise<void>;
  /** Ends the threads: nothing will be written. */
  close(): Promise<void>;
}

/**
 * Starts threads for a content of so many entries. They load the templates at once, and the content when it is ready or the first page is
 * wanted. A build that fails meanwhile does not wait for them.
 */
export function openPageThreads(task: PageTask, entries: number, worth = WORTH_THREADS): PageThreads {
  const { threads, hands, tell, close } = openThreads<readonly string[], unknown>(new URL('./page-thread.ts', import.meta.url), task, entries < worth ? 0 : undefined);
  for (const thread of threads) thread.unref();
  return {
    ready: () => tell([]),
    write: async (paths, here) => {
      for (const thread of threads) thread.ref();
      try {
        await shareOut<readonly string[], unknown>(portionsOf(paths, PORTION), [...hands, inTurn(here)]);
      } finally {
        await close();
      }
    },
    close,
  };
}

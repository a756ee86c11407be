import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { AHEAD, askThread, threadsBeside } from './ask-thread.ts';
import type { EntryCache } from './entry-cache.ts';
import type { ContentSource } from './source.ts';
import { readFiles, type StudiedFile, studyBatch, studyFiles, type StudyFiles } from './study-files.ts';

/** Below this many files the start of a thread costs more than it saves. */
const WORTH_THREADS = 1000;
/** Files that are studied before any of them is kept. */
const BATCH = 64;

type Batch = ReturnType<typeof studyBatch>;

/** Studies files in several threads, for a build that begins with nothing. This one works too, and keeps what is found. */
export const studyInThreads = (source: Pick<ContentSource, 'blob'>, cache: EntryCache, worth = WORTH_THREADS): StudyFiles => async (files, media) => {
  if (files.length < worth) return studyFiles(source, cache)(files, media);
  const studied: StudiedFile[][] = [];
  let next = 0;
  const read = async () => {
    const at = next++;
    const batch = files.slice(at * BATCH, (at + 1) * BATCH);
    return { at, files: batch, bytes: await readFiles(source, batch) };
  };
  type Read = Awaited<ReturnType<typeof read>>;
  const work = async (studyOne: (batch: Read) => Promise<Batch>) => {
    try {
      for (let batch = await read(); batch.files.length > 0; ) {
        // The next is read while this one is studied.
        const [done, ahead] = await Promise.all([studyOne(batch), read()]);
        cache.keep(done.fresh);
        studied[batch.at] = done.studied;
        batch = ahead;
      }
    } catch (error) {
      // Nobody begins another.
      next = Number.POSITIVE_INFINITY;
      throw error;
    }
  };
  const threads = Array.from({ length: threadsBeside() }, () => new Worker(new URL('./study-thread.ts', import.meta.url), { workerData: media }));
  const here = async (batch: Read): Promise<Batch> => {
    // In a turn of its own, so that what the others bring is heard between.
    await setImmediate();
    return studyBatch(batch.files, batch.bytes, media);
  };
  try {
    const hands = threads.flatMap((thread) => {
      const ask = askThread<Batch>(thread);
      return Array.from({ length: AHEAD }, () => ({ files: own, bytes }: Read) => ask({ files: own, bytes }));
    });
    await Promise.all([...hands, here].map(work));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
  return studied.flat();
};

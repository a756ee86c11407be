// A thread that studies files for `study-threads.ts`: batches come in, what they gave is kept, and what is known of them goes out.
import { parentPort, workerData } from 'node:worker_threads';
import { EntryCache } from './entry-cache.ts';
import { type EntryFile, studyBatch } from './study-files.ts';
import type { StudyTask } from './study-threads.ts';

const { texts, media } = workerData as StudyTask;
const cache = new EntryCache(texts);

parentPort!.on('message', ({ files, bytes }: { files: readonly EntryFile[]; bytes: readonly Uint8Array[] }) => {
  const { studied, fresh } = studyBatch(files, bytes, media);
  cache.keep(fresh);
  parentPort!.postMessage(studied);
});

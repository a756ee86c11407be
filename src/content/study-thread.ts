// A thread that studies files for `study-threads.ts`: batches come in, what they gave is kept, and what is known of them goes out.
import { parentPort, workerData } from 'node:worker_threads';
import { EntryCache } from './entry-cache.ts';
import { studyBatch } from './study-files.ts';
import type { StudyPortion, StudyTask } from './study-threads.ts';

const { file, model, media } = workerData as StudyTask;
const cache = new EntryCache(file, model);

parentPort!.on('message', ({ files, bytes }: StudyPortion) => {
  const { studied, fresh } = studyBatch(files, bytes, media);
  cache.keep(fresh);
  parentPort!.postMessage(studied);
});

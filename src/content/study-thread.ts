// A thread that studies files for `study-threads.ts`: batches come in, what they gave goes out.
import { parentPort, workerData } from 'node:worker_threads';
import type { Media } from './media.ts';
import { type EntryFile, studyBatch } from './study-files.ts';

const media = workerData as ReadonlyMap<string, Media>;

parentPort!.on('message', ({ files, bytes }: { files: readonly EntryFile[]; bytes: readonly Uint8Array[] }) => {
  parentPort!.postMessage(studyBatch(files, bytes, media));
});

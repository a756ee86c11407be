// A thread that writes pages of a clean build for `page-threads.ts`: paths come in, and it says when their files are there.
import { parentPort, workerData } from 'node:worker_threads';
import { EntryCache } from '../content/entry-cache.ts';
import { parseInstant } from '../content/instant.ts';
import { MediaCache } from '../content/media-cache.ts';
import { openSnapshot } from '../content/open-snapshot.ts';
import { openDoor } from '../queries/record.ts';
import type { Door } from '../queries/scope.ts';
import { listedSource } from './listed-source.ts';
import type { PageTask } from './page-threads.ts';
import { loadSite } from './render.ts';
import { writePages } from './write-pages.ts';

const { root, files, texts, facts, instant, compiled, folder } = workerData as PageTask;
const loading = loadSite(compiled);
// Where it cannot be loaded, whoever wants a page hears of it.
loading.catch(() => {});
let door: Promise<Door> | undefined;
const open = async () => openDoor(await openSnapshot(listedSource(root, files), parseInstant(instant), { cache: new EntryCache(texts, '', new MediaCache(facts)) }));

let last = Promise.resolve();
parentPort!.on('message', (paths: readonly string[]) => {
  // A failure ends the thread, and whoever asked hears of it.
  last = last.then(async () => writePages(await loading, await (door ??= open()), paths, folder)).then(() => parentPort!.postMessage(paths.length));
});

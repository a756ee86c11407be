// A thread of the crew: parses files and renders paths, portion by portion.
import { parentPort, workerData } from 'node:worker_threads';
import { parseInstant } from '../../../src/content/instant.ts';
import { ObjectReader } from '../../../src/content/objects.ts';
import { openSnapshot } from '../../../src/content/open-snapshot.ts';
import { openRepository } from '../../../src/content/repository.ts';
import { readFiles, studyBatch } from '../../../src/content/study-files.ts';
import type { Media } from '../../../src/content/media.ts';
import { Recorder } from '../../../src/queries/record.ts';
import { loadSite } from '../../../src/site/render.ts';
import { RenderError } from '../../../src/site/render-page.ts';
import type { CrewTask, Done, Portion } from './crew.ts';
import { openCache } from './open-cache.ts';
import { type RenderedPath, renderPath } from './render-paths.ts';

const task = workerData as CrewTask;
const reader = new ObjectReader(task.repository);
const cache = openCache(task.data, task.model);
// Whoever parses this much renders it next.
const site = loadSite(task.compiled);
// Where it cannot be loaded, whoever renders hears of it.
site.catch(() => {});
let media: ReadonlyMap<string, Media> = new Map();
let rendering: Promise<(path: string) => ReturnType<typeof renderPath>> | undefined;

/** The commit's snapshot, from the cache that the crew has filled, and the site. */
async function beginRendering(): Promise<(path: string) => ReturnType<typeof renderPath>> {
  const source = await openRepository(reader, task.commit);
  const snapshot = await openSnapshot(source, parseInstant(task.instant), { cache, down: task.down });
  const recorder = new Recorder(snapshot);
  const loaded = await site;
  return (path) => renderPath(loaded, recorder, path);
}

/** Begins a portion, and gives what is left to do of it when those before are done: files are read while others are studied. */
function begin(portion: Portion): () => Promise<Done> {
  if ('render' in portion) {
    return async () => {
      const render = await (rendering ??= beginRendering());
      const rendered = [];
      for (const path of portion.render) rendered.push(await render(path));
      return { rendered };
    };
  }
  const bytes = readFiles({ blob: async (version) => (await reader.expect(version, 'blob')).bytes }, portion.study);
  return async () => {
    if (portion.media) media = new Map(portion.media);
    const { studied, fresh } = studyBatch(portion.study, await bytes, media);
    cache.keep(fresh);
    return { studied };
  };
}

/** An error as it can be told to another thread, with the codes by which a full disk is known. */
function failure(error: unknown): Done {
  const { code, errcode } = error as { code?: string; errcode?: number };
  return {
    failed: {
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      ...(error instanceof RenderError ? { path: error.path } : {}), ...(typeof code === 'string' ? { code } : {}), ...(typeof errcode === 'number' ? { errcode } : {}),
    },
  };
}

/** The memory of a page, to be handed over instead of copied; a short text shares its memory with others and is copied. */
const owned = ({ bytes }: RenderedPath): ArrayBuffer[] => (bytes.length === bytes.buffer.byteLength ? [bytes.buffer as ArrayBuffer] : []);

// A page that failed leaves promises that nobody waits for any more; of the page itself whoever wanted it has heard.
process.on('unhandledRejection', (error) => console.error('left behind by a page that failed:', error));

let last: Promise<void> = Promise.resolve();
async function next(before: Promise<void>, work: () => Promise<Done>): Promise<void> {
  await before;
  const done = await work().catch(failure);
  parentPort!.postMessage(done, 'rendered' in done ? done.rendered.flatMap(owned) : []);
}
parentPort!.on('message', (portion: Portion) => {
  last = next(last, begin(portion));
});

// A thread of the crew: parses files and renders paths, portion by portion.
import { parentPort, workerData } from 'node:worker_threads';
import { EntryCache } from '../../../src/content/entry-cache.ts';
import { parseInstant } from '../../../src/content/instant.ts';
import { ObjectReader } from '../../../src/content/objects.ts';
import { openSnapshot } from '../../../src/content/open-snapshot.ts';
import { openRepository } from '../../../src/content/repository.ts';
import { type StudyFiles, studyFiles } from '../../../src/content/study-files.ts';
import type { Media } from '../../../src/content/media.ts';
import { Recorder } from '../../../src/queries/record.ts';
import { loadSite } from '../../../src/site/render.ts';
import type { CrewTask, Done, Portion } from './crew.ts';
import { RenderError, renderPath } from './render-paths.ts';

const task = workerData as CrewTask & { cache: string };
const reader = new ObjectReader(task.repository);
const cache = new EntryCache(task.cache, task.model);
// Whoever parses this much renders it next.
const site = loadSite(task.compiled);
// Where it cannot be loaded, whoever renders hears of it.
site.catch(() => {});
let media: ReadonlyMap<string, Media> = new Map();
let study: StudyFiles | undefined;
let rendering: Promise<(path: string) => ReturnType<typeof renderPath>> | undefined;

/** The commit's snapshot, from the cache that the crew has filled, and the site. */
async function beginRendering(): Promise<(path: string) => ReturnType<typeof renderPath>> {
  const source = await openRepository(reader, task.commit);
  const snapshot = await openSnapshot(source, parseInstant(task.instant), { cache, down: task.down });
  const recorder = new Recorder(snapshot);
  const loaded = await site;
  return (path) => renderPath(loaded, recorder, path);
}

async function work(portion: Portion): Promise<Done> {
  if ('study' in portion) {
    if (portion.media) media = new Map(portion.media);
    study ??= studyFiles({ blob: async (version) => (await reader.expect(version, 'blob')).bytes }, cache);
    return { studied: await study(portion.study, media) };
  }
  const render = await (rendering ??= beginRendering());
  const rendered = [];
  for (const path of portion.render) rendered.push(await render(path));
  return { rendered };
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

let last: Promise<void> = Promise.resolve();
async function next(before: Promise<void>, portion: Portion): Promise<void> {
  await before;
  parentPort!.postMessage(await work(portion).catch(failure));
}
parentPort!.on('message', (portion: Portion) => {
  last = next(last, portion);
});

import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { EntryCache } from '../../../src/content/entry-cache.ts';
import type { Finding } from '../../../src/content/finding.ts';
import type { ContentSource } from '../../../src/content/source.ts';
import { type EntryFile, type StudiedFile, studyFiles, type StudyFiles } from '../../../src/content/study-files.ts';
import type { Media } from '../../../src/content/media.ts';
import { RenderError, type RenderedPath, type RenderPaths } from './render-paths.ts';
import type { Order } from './site-orders.ts';

/** More pages than this are shared among several threads; starting them costs about a second. */
export const WORTH_A_CREW = 600;
/** Files or paths that a member is given at a time. */
const PORTION = 64;
/** Threads at the most: each holds a snapshot of its own. */
const MOST = 4;

/** What a member of the crew is told at its start. */
export interface CrewTask extends Order {
  instant: string;
  down: readonly string[];
}
export type Portion =
  | { study: readonly EntryFile[]; media?: readonly (readonly [string, Media])[] }
  | { render: readonly string[] };
export type Done =
  | { studied: StudiedFile[] }
  | { rendered: RenderedPath[] }
  | { failed: { path?: string; message: string; code?: string; errcode?: number } };

/** Threads that parse and render side by side, for publications that make everything. They are ended when it is made. */
export interface Crew {
  study: (source: Pick<ContentSource, 'blob'>, cache: EntryCache) => StudyFiles;
  render: RenderPaths;
  close: () => Promise<void>;
}

export function openCrew(task: CrewTask): Crew {
  const members: Worker[] = [];
  const start = () => {
    while (members.length < Math.min(MOST, Math.max(2, availableParallelism()))) {
      members.push(new Worker(fileURLToPath(new URL('./crew-member.ts', import.meta.url)), { workerData: { ...task, cache: join(task.data, 'cache/entries.sqlite') } }));
    }
    return members;
  };
  return {
    study: (source, cache) => async (files, media) => {
      if (files.length <= WORTH_A_CREW) return studyFiles(source, cache)(files, media);
      const studied = new Map<string, StudiedFile>();
      const told = new Set<Worker>();
      const portions = cut(files).map((portion): Portion => ({ study: portion }));
      for await (const done of share(start(), portions, (member, portion) => {
        // The uploads are told once to each.
        const first = !told.has(member);
        told.add(member);
        return first ? { ...portion, media: [...media] } as Portion : portion;
      })) if ('studied' in done) for (const one of done.studied) studied.set(one.path, one);
      return files.map(({ path }) => studied.get(path) ?? { path, findings: [] as Finding[] });
    },
    render: async function* (paths) {
      for await (const done of share(start(), cut(paths).map((portion): Portion => ({ render: portion })), (_member, portion) => portion)) if ('rendered' in done) yield* done.rendered;
    },
    close: async () => void (await Promise.all(members.splice(0).map((member) => member.terminate()))),
  };
}

const cut = <T>(all: readonly T[]): T[][] => Array.from({ length: Math.ceil(all.length / PORTION) }, (_, i) => all.slice(i * PORTION, (i + 1) * PORTION));

/** Gives out portions as members become free, and hands on what they bring. Throws what the first of them throws. */
async function* share(members: readonly Worker[], portions: readonly Portion[], tell: (member: Worker, portion: Portion) => Portion): AsyncGenerator<Done> {
  const brought: Done[] = [];
  const given = { next: 0, out: 0 };
  let wake = () => {};
  const give = (member: Worker) => {
    const portion = portions[given.next++];
    if (!portion) return;
    given.out += 1;
    member.postMessage(tell(member, portion));
  };
  const listeners = members.map((member) => {
    const hear = (done: Done) => {
      given.out -= 1;
      brought.push(done);
      give(member);
      wake();
    };
    const fail = (error: unknown) => {
      brought.push({ failed: { message: error instanceof Error ? (error.stack ?? error.message) : String(error) } });
      wake();
    };
    member.on('message', hear).on('error', fail);
    return () => member.off('message', hear).off('error', fail);
  });
  try {
    // Two portions each: a member never waits for its next one.
    for (const member of [...members, ...members]) give(member);
    while (given.out > 0 || brought.length > 0) {
      const done = brought.shift();
      if (!done) await new Promise<void>((resolve) => (wake = resolve));
      else if ('failed' in done) {
        const { path, message, ...codes } = done.failed;
        throw path === undefined ? Object.assign(new Error(message), codes) : new RenderError(path, message);
      } else yield done;
    }
  } finally {
    for (const off of listeners) off();
  }
}

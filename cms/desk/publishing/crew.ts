import { EventEmitter } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { AHEAD, threadsBeside } from '../../../src/content/ask-thread.ts';
import type { EntryCache } from '../../../src/content/entry-cache.ts';
import type { TakenDown } from '../../../src/content/face.ts';
import type { Finding } from '../../../src/content/finding.ts';
import type { ContentSource } from '../../../src/content/source.ts';
import { type EntryFile, readFiles, studyBatch, type StudiedFile, studyFiles, type StudyFiles } from '../../../src/content/study-files.ts';
import type { Media } from '../../../src/content/media.ts';
import { RenderError } from '../../../src/site/render-page.ts';
import type { RenderedPath, RenderPaths } from './render-paths.ts';
import type { Order } from './site-orders.ts';

/** More pages than this are shared among several threads; for fewer, starting them is not worth it. */
export const WORTH_A_CREW = 600;
/** Files or paths that a member is given at a time. */
const PORTION = 32;

/** What a member of the crew is told at its start. */
export interface CrewTask extends Order {
  instant: string;
  down: ReadonlyMap<string, TakenDown>;
}
export type Portion =
  | { study: readonly EntryFile[]; media?: readonly (readonly [string, Media])[] }
  | { render: readonly string[] }
  /** Everything is studied: a thread reads it, so that it is ready when there is something to render. Not answered. */
  | { ready: true };
export type Done =
  | { studied: StudiedFile[] }
  | { rendered: RenderedPath[] }
  | { failed: { path?: string; message: string; code?: string; errcode?: number } | { error: unknown } };

/** Whoever does portions: a thread, or this one. */
interface Member {
  postMessage: (portion: Portion) => void;
  on: (event: string, hear: (value: any) => void) => unknown;
  off: (event: string, hear: (value: any) => void) => unknown;
}

/**
 * Threads that parse and render beside this one, for publications that make everything; ended when it is made. This thread works too:
 * it holds the snapshot anyway, and each further one costs a copy.
 */
export interface Crew {
  /** Starts the threads before there is work, where much of it is coming: they load while files are listed. */
  begin: () => void;
  study: (source: Pick<ContentSource, 'blob'>, cache: EntryCache) => StudyFiles;
  /** `here`: how this thread renders. */
  render: (here: RenderPaths) => RenderPaths;
  /** Ends the threads; what was made with them is collected in the next turn: it would lie there until as much again is made. */
  close: () => Promise<void>;
}

export function openCrew(task: CrewTask): Crew {
  const members: Worker[] = [];
  /** What ended a thread, perhaps before it had work: told to the next who gives it some. */
  let broken: Error | undefined;
  const start = () => {
    if (broken) throw broken;
    while (members.length < threadsBeside()) {
      const thread = new Worker(fileURLToPath(new URL('./crew-member.ts', import.meta.url)), { workerData: task });
      thread.once('error', (error: Error) => (broken ??= error));
      members.push(thread);
    }
    return members;
  };
  return {
    begin: () => void start(),
    study: (source, cache) => async (files, media) => {
      if (files.length <= WORTH_A_CREW) return studyFiles(source, cache)(files, media);
      const studied = new Map<string, StudiedFile>();
      const told = new Set<Member>();
      const here = member((portion) => {
        const own = 'study' in portion ? portion.study : [];
        const bytes = readFiles(source, own);
        return async () => {
          const { studied: found, fresh } = studyBatch(own, await bytes, media);
          cache.keep(fresh);
          return { studied: found };
        };
      });
      const portions = cut(files).map((portion): Portion => ({ study: portion }));
      for await (const done of share([...start(), here], portions, (one, portion) => {
        // The uploads are told once to each.
        const first = one !== here && !told.has(one);
        told.add(one);
        return first ? { ...portion, media: [...media] } as Portion : portion;
      })) if ('studied' in done) for (const one of done.studied) studied.set(one.path, one);
      for (const one of members) one.postMessage({ ready: true } satisfies Portion);
      return files.map(({ path }) => studied.get(path) ?? { path, findings: [] as Finding[] });
    },
    render: (renderHere) => async function* (paths) {
      const here = member((portion) => async () => {
        const rendered: RenderedPath[] = [];
        if ('render' in portion) for await (const one of renderHere(portion.render)) rendered.push(one);
        return { rendered };
      });
      for await (const done of share([...start(), here], cut(paths).map((portion): Portion => ({ render: portion })), (_one, portion) => portion)) if ('rendered' in done) yield* done.rendered;
    },
    close: async () => {
      if (members.length === 0) return;
      await Promise.all(members.splice(0).map((one) => one.terminate()));
      setImmediate(collect);
    },
  };
}

/** Collects all garbage. The function is asked for when it is wanted: a process that has it from its start publishes more slowly (measured). */
function collect(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as NodeJS.GCFunction)({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/** This thread as a member: a portion at a time, each in a turn of its own, so that what the others bring is heard between. `begin` gives what is left to do of a portion. */
function member(begin: (portion: Portion) => () => Promise<Done>): Member {
  const events = new EventEmitter();
  let last: Promise<unknown> = Promise.resolve();
  const next = async (before: Promise<unknown>, work: () => Promise<Done>) => {
    await before;
    await turn();
    events.emit('message', await work().catch((error: unknown): Done => ({ failed: { error } })));
  };
  return { postMessage: (portion) => void (last = next(last, begin(portion))), on: (event, hear) => events.on(event, hear), off: (event, hear) => events.off(event, hear) };
}

const cut = <T>(all: readonly T[]): T[][] => Array.from({ length: Math.ceil(all.length / PORTION) }, (_, i) => all.slice(i * PORTION, (i + 1) * PORTION));

/** Gives out portions as members become free, and hands on what they bring. Throws what the first of them throws. */
async function* share(members: readonly Member[], portions: readonly Portion[], tell: (member: Member, portion: Portion) => Portion): AsyncGenerator<Done> {
  const brought: Done[] = [];
  const given = { next: 0, out: 0 };
  let wake = () => {};
  const give = (one: Member) => {
    const portion = portions[given.next++];
    if (!portion) return;
    given.out += 1;
    one.postMessage(tell(one, portion));
  };
  const listeners = members.map((one) => {
    const hear = (done: Done) => {
      given.out -= 1;
      brought.push(done);
      give(one);
      wake();
    };
    const fail = (error: unknown) => {
      brought.push({ failed: { message: error instanceof Error ? (error.stack ?? error.message) : String(error) } });
      wake();
    };
    one.on('message', hear);
    one.on('error', fail);
    return () => {
      one.off('message', hear);
      one.off('error', fail);
    };
  });
  try {
    for (let i = 0; i < AHEAD; i++) for (const one of members) give(one);
    while (given.out > 0 || brought.length > 0) {
      const done = brought.shift();
      if (!done) await new Promise<void>((resolve) => (wake = resolve));
      else if ('failed' in done) {
        if ('error' in done.failed) throw done.failed.error;
        const { path, message, ...codes } = done.failed;
        throw path === undefined ? Object.assign(new Error(message), codes) : new RenderError(path, message);
      } else yield done;
    }
  } finally {
    for (const off of listeners) off();
  }
}

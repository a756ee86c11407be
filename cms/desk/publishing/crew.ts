import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openThreads, type Threads } from '../../../src/content/ask-thread.ts';
import type { EntryCache } from '../../../src/content/entry-cache.ts';
import type { TakenDown } from '../../../src/content/face.ts';
import type { Media } from '../../../src/content/media.ts';
import { inTurn, portionsOf, shareOut } from '../../../src/content/share-out.ts';
import type { ContentSource } from '../../../src/content/source.ts';
import { type EntryFile, type StudiedFile, studyFiles, type StudyFiles } from '../../../src/content/study-files.ts';
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
  | { render: readonly string[] };
export type Done =
  | { studied: StudiedFile[] }
  | { rendered: RenderedPath[] }
  | { failed: { path?: string; message: string; code?: string; errcode?: number } };

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
  let members: Threads<Portion, Done> | undefined;
  const start = () => (members ??= openThreads<Portion, Done>(new URL('./crew-member.ts', import.meta.url), task));
  /** A portion of nothing: whoever was started reads what was studied before there is something to render. */
  const ready = () => members?.tell({ render: [] });
  return {
    begin: () => void start(),
    study: (source, cache) => async (files, media) => {
      const here = studyFiles(source, cache);
      if (files.length <= WORTH_A_CREW) return here(files, media).finally(ready);
      const { hands, tell } = start();
      // The uploads are told once to each, before any file.
      tell({ study: [], media: [...media] });
      const there = hands.map((ask) => async (study: readonly EntryFile[]) => {
        const done = whole(await ask({ study }));
        return 'studied' in done ? done.studied : [];
      });
      const own = inTurn((portion: readonly EntryFile[]) => here(portion, media));
      // Twice: while one portion is studied here, the next is read.
      const studied = await shareOut(portionsOf(files, PORTION), [...there, own, own]);
      ready();
      return studied.flat();
    },
    render: (renderHere) => async (paths, take) => {
      const there = start().hands.map((ask) => async (render: readonly string[]) => {
        const done = whole(await ask({ render }));
        if ('rendered' in done) take(done.rendered);
      });
      await shareOut(portionsOf(paths, PORTION), [...there, inTurn((portion: readonly string[]) => renderHere(portion, take))]);
    },
    close: async () => {
      if (!members) return;
      await members.close();
      setImmediate(collect);
    },
  };
}

/** What a member brought; throws what it failed with. */
function whole(done: Done): Exclude<Done, { failed: unknown }> {
  if (!('failed' in done)) return done;
  const { path, message, ...codes } = done.failed;
  throw path === undefined ? Object.assign(new Error(message), codes) : new RenderError(path, message);
}

/** Collects all garbage. The function is asked for when it is wanted: a process that has it from its start publishes more slowly (measured). */
function collect(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as NodeJS.GCFunction)({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

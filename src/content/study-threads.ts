import { openThreads } from './ask-thread.ts';
import type { EntryCache } from './entry-cache.ts';
import type { Media } from './media.ts';
import { portionsOf, shareOut } from './share-out.ts';
import type { ContentSource } from './source.ts';
import { type EntryFile, readFiles, type StudiedFile, studyFiles, type StudyFiles } from './study-files.ts';

/** Below this many files the start of a thread costs more than it saves. */
const WORTH_THREADS = 1000;
/** Files that somebody is given at a time; they are kept together. */
const PORTION = 64;

/** What a thread is told at its start: the cache in which it keeps what it finds, and the uploads. */
export interface StudyTask extends Pick<EntryCache, 'file' | 'model'> {
  media: ReadonlyMap<string, Media>;
}

/** Files that a thread is given at a time. */
export interface StudyPortion {
  files: readonly EntryFile[];
  bytes: readonly Uint8Array[];
}

/**
 * Studies files in other threads, which keep what they find in the cache's file, for a build that begins with nothing. This one only reads
 * for them: it compiles the templates meanwhile.
 */
export const studyInThreads = (source: Pick<ContentSource, 'blob'>, cache: EntryCache, worth = WORTH_THREADS): StudyFiles => async (files, media) => {
  // What lies in memory no thread can fill.
  if (files.length < worth || cache.file === ':memory:') return studyFiles(source, cache)(files, media);
  const { hands, close } = openThreads<StudyPortion, StudiedFile[]>(new URL('./study-thread.ts', import.meta.url), { file: cache.file, model: cache.model, media } satisfies StudyTask);
  // A thread has several portions: while one is studied, others are read.
  const work = hands.map((study) => async (portion: readonly EntryFile[]) => study({ files: portion, bytes: await readFiles(source, portion) }));
  try {
    return (await shareOut(portionsOf(files, PORTION), work)).flat();
  } finally {
    await close();
  }
};

import { type CollectionName, declared } from '../model/collections.ts';
import { MAX_FILE_BYTES } from '../model/media.ts';
import type { CachedEntry, EntryCache } from './entry-cache.ts';
import { type Finding, finding } from './finding.ts';
import type { Media } from './media.ts';
import type { ContentSource } from './source.ts';
import { type Facts, study } from './study.ts';

/** An entry's file that has not been read yet. */
export interface EntryFile {
  path: string;
  version: string;
  collection: CollectionName;
  id: string;
}

export interface StudiedFile {
  path: string;
  /** Absent where the file breaks the model. */
  facts?: Facts;
  findings: Finding[];
}

/** Reads entries' files and keeps what was found; the answers come in the order of the files. */
export type StudyFiles = (files: readonly EntryFile[], media: ReadonlyMap<string, Media>) => Promise<StudiedFile[]>;

/** Files that are read before any of them is kept. */
const BATCH = 256;

/** Studies files one after the other, in this thread. */
export const studyFiles = (source: Pick<ContentSource, 'blob'>, cache: EntryCache): StudyFiles => async (files, media) => {
  const studied: StudiedFile[] = [];
  for (let at = 0; at < files.length; at += BATCH) {
    const batch = files.slice(at, at + BATCH);
    const { studied: found, fresh } = studyBatch(batch, await readFiles(source, batch), media);
    cache.keep(fresh);
    studied.push(...found);
  }
  return studied;
};

/** The bytes of files. Whoever awaits them later hears then what went wrong. */
export function readFiles(source: Pick<ContentSource, 'blob'>, files: readonly EntryFile[]): Promise<Buffer[]> {
  const bytes = Promise.all(files.map(({ version }) => source.blob(version)));
  bytes.catch(() => {});
  return bytes;
}

/** Studies files whose bytes are there: what each gave, and what of it is worth keeping. */
export function studyBatch(files: readonly EntryFile[], bytes: readonly Uint8Array[], media: ReadonlyMap<string, Media>): { studied: StudiedFile[]; fresh: CachedEntry[] } {
  const fresh: CachedEntry[] = [];
  const studied = files.map(({ path, version, collection }, i): StudiedFile => {
    const content = bytes[i]!;
    if (content.length > MAX_FILE_BYTES) return { path, findings: [finding(path, 'size', `文件有 ${(content.length / 1048576).toFixed(1)} MB，超过 20 MB`)] };
    const result = study(path, Buffer.from(content.buffer, content.byteOffset, content.length), declared(collection), (address) => media.get(address));
    // Only what is right is kept: a file that breaks the model says so each time.
    if (result.facts && !result.findings.some(({ severity }) => severity === 'error')) fresh.push({ path, version, facts: result.facts, body: result.body });
    return { path, ...(result.facts ? { facts: result.facts } : {}), findings: result.findings };
  });
  return { studied, fresh };
}

import type { Draft, Status } from '../../protocol/store.ts';
import { type Commit, DRAFTS, type Store } from '../store/store.ts';
import { branchOf, type EntryKey, fileOfEntry, keyOfBranch } from './entry-key.ts';

/** A draft as Git has it: its head says its state and the commit of `main` that it began from. */
export interface OpenDraft {
  key: EntryKey;
  head: Commit;
  base: string;
  status: Status;
  /** The entry's own files and media that differ from the base, the entry's file first. */
  files: { path: string; version: string | null; before: string | null }[];
}

const STATUSES: readonly string[] = ['draft', 'pending_review', 'pending_publish'];

/** The draft of an entry, or null. */
export async function readDraft(store: Store, key: EntryKey): Promise<OpenDraft | null> {
  const own = fileOfEntry(key);
  const head = await store.commit(branchOf(key));
  return head && draftOf(store, key, own, head);
}

/** All drafts, the newest first. */
export async function readDrafts(store: Store): Promise<OpenDraft[]> {
  const drafts: OpenDraft[] = [];
  for (const { ref, commit } of await store.refs(DRAFTS)) {
    const key = keyOfBranch(ref);
    const head = key && (await store.commit(commit));
    const draft = head && (await draftOf(store, key, fileOfEntry(key), head));
    if (draft) drafts.push(draft);
  }
  return drafts.sort((a, b) => b.head.at - a.head.at);
}

async function draftOf(store: Store, key: EntryKey, own: string, head: Commit): Promise<OpenDraft | null> {
  const { State: status, Base: base } = head.trailers;
  // A branch that the desk did not write is nobody's draft.
  if (!base || !status || !STATUSES.includes(status)) return null;
  const before = await store.commit(base);
  const files = (await store.differences(before?.tree ?? null, head.tree))
    .filter(({ path }) => path === own || path.startsWith('content/media/'))
    .map(({ path, before: old, after }) => ({ path, version: after, before: old }))
    .sort((a, b) => (a.path === own ? -1 : b.path === own ? 1 : a.path < b.path ? -1 : 1));
  return { key, head, base, status: status as Status, files };
}

/** A draft as the protocol tells it. */
export const tellDraft = ({ key, head, status, files }: OpenDraft): Draft => ({
  ...key,
  status,
  updatedAt: new Date(head.at).toISOString(),
  author: head.author.name,
  files: files.map(({ path, version, before }) => ({ path, version, isNew: before === null, media: path.startsWith('content/media/') })),
});

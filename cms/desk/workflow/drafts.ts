import type { Stage } from '../../protocol/roles.ts';
import type { Draft, Status } from '../../protocol/store.ts';
import { isDesks } from '../store/commit.ts';
import { type Commit, DRAFTS, type Store } from '../store/store.ts';
import { isReady } from './can.ts';
import { branchOf, type EntryKey, fileOfEntry, keyOfBranch } from './entry-key.ts';
import { type DraftRecord, fold } from './record.ts';

/** A draft as Git has it: its head names the commit of `main` that it began from, its history says what was done to it. */
export interface OpenDraft {
  key: EntryKey;
  head: Commit;
  base: string;
  record: DraftRecord;
  /** The entry's own files and media that differ from the base, the entry's file first. */
  files: { path: string; version: string | null; before: string | null }[];
}

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

export async function draftOf(store: Store, key: EntryKey, own: string, head: Commit): Promise<OpenDraft | null> {
  const { State: status, Base: base } = head.trailers;
  // A branch that the desk did not write is nobody's draft.
  if (!base || !status || !isDesks(head)) return null;
  const before = await store.commit(base);
  const files = (await store.differences(before?.tree ?? null, head.tree))
    .filter(({ path }) => path === own || path.startsWith('content/media/'))
    .map(({ path, before: old, after }) => ({ path, version: after, before: old }))
    .sort((a, b) => (a.path === own ? -1 : b.path === own ? 1 : a.path < b.path ? -1 : 1));
  return { key, head, base, record: await recordOf(store, head), files };
}

/** Records by commit: commits never change, so neither do these. Old ones go first. */
const known = new WeakMap<Store, Map<string, DraftRecord>>();
const KEPT = 2000;

/** What a draft's branch says up to a commit. Its steps are the commits of one parent that carry a state; the first that does not is `main`'s. */
async function recordOf(store: Store, head: Commit): Promise<DraftRecord> {
  const records = known.get(store) ?? known.set(store, new Map()).get(store)!;
  const steps: Commit[] = [];
  let record: DraftRecord | undefined;
  for (let at: Commit | null = head; at?.trailers['State'] && isDesks(at); at = at.parents[0] ? await store.commit(at.parents[0]) : null) {
    record = records.get(at.id);
    if (record) break;
    steps.push(at);
  }
  for (const step of steps.reverse()) {
    record = fold(record, step);
    records.set(step.id, record);
  }
  for (const old of records.keys()) {
    if (records.size <= KEPT) break;
    records.delete(old);
  }
  return record!;
}

/** The state that Decap knows, under the chain that is asked for now. */
export const statusOf = (record: DraftRecord, chain: readonly Stage[]): Status =>
  record.state === 'draft' ? 'draft' : isReady(record, chain) ? 'pending_publish' : 'pending_review';

/** A draft as the protocol tells it. */
export const tellDraft = ({ key, head, record, files }: OpenDraft, chain: readonly Stage[]): Draft => ({
  ...key,
  status: statusOf(record, chain),
  updatedAt: new Date(head.at).toISOString(),
  author: head.author.name,
  files: files.map(({ path, version, before }) => ({ path, version, isNew: before === null, media: path.startsWith('content/media/') })),
});

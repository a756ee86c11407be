import type { Approval, Signature } from '../../protocol/history.ts';
import { type Commit, MAIN, type Store } from '../store/store.ts';
import type { Desk } from '../workflow/change-draft.ts';
import { draftOf, type OpenDraft, readDraft } from '../workflow/drafts.ts';
import { type EntryKey, fileOfEntry } from '../workflow/entry-key.ts';
import { type DraftRecord, stepsOf } from '../workflow/record.ts';
import { Refused } from '../workflow/refused.ts';
import { titleOf } from '../workflow/subject.ts';
import { changesOf, headOf } from './entry-history.ts';
import { chainIn, signaturesOf, writersOf } from './signatures.ts';
import { momentOf, tellCommit } from './tell-commit.ts';

/** How many changes of an entry are looked through for its last publication. */
const MOST = 100;

/**
 * The 发稿审批单 of a publication (`commit`), or else of the open draft, or else of the last publication. A publication's trailers say
 * who signed; the draft that it names, what was signed and when it was handed in. Throws `Refused` where there is neither.
 */
export async function readApproval({ store, chain }: Pick<Desk, 'store' | 'chain'>, key: EntryKey, commit?: string): Promise<Approval> {
  const draft = commit === undefined ? await readDraft(store, key) : null;
  if (draft) return ofDraft(store, draft, [...chain(key.collection)]);
  const publication = commit === undefined ? await lastPublication(store, key) : await publicationAt(store, key, commit);
  if (!publication) throw new Refused('not-found', '这一条没有草稿，也没有经编务台发布过，没有审批单');
  return ofPublication(store, key, publication);
}

async function ofDraft(store: Store, draft: OpenDraft, chain: Approval['chain']): Promise<Approval> {
  const text = await store.file(draft.head.id, fileOfEntry(draft.key));
  const { record, key } = draft;
  return {
    ...key, title: titled(text?.bytes, key), state: 'draft', chain, writers: [...record.writers], signatures: signaturesIn(record),
    ...whatPassed(record), publication: null,
  };
}

async function ofPublication(store: Store, key: EntryKey, commit: Commit): Promise<Approval> {
  const own = fileOfEntry(key);
  const head = await store.commit(headOf(commit) ?? '');
  const [text, draft] = await Promise.all([store.file(commit.id, own), head && draftOf(store, key, own, head)]);
  const record = draft?.record;
  const urgent = commit.trailers['Urgent'] !== undefined ? { by: commit.author, at: momentOf(commit.at), reason: commit.remark ?? '' } : null;
  return {
    ...key, title: titled(text?.bytes, key), state: 'published', chain: chainIn(commit), writers: writersOf(commit), signatures: signaturesOf(commit),
    ...(record ? whatPassed(record) : { submitted: null, urgent: null, scheduledFor: null, digest: null }),
    ...(urgent ? { urgent } : {}),
    publication: tellCommit(commit),
  };
}

const titled = (text: Buffer | undefined, { id }: EntryKey): string => (text && titleOf(text.toString('utf8'))) ?? id;

/** What a draft's record has of its way, apart from who signed. */
function whatPassed(record: DraftRecord): Pick<Approval, 'submitted' | 'urgent' | 'scheduledFor' | 'digest'> {
  // A draft that was published in an emergency counts as handed in by that.
  const submitted = stepsOf(record).findLast(({ act }) => act === 'submit');
  return {
    submitted: record.state !== 'draft' && submitted ? { by: submitted.by, at: momentOf(submitted.at) } : null,
    urgent: record.urgent ? { by: record.urgent.by, at: momentOf(record.urgent.at), reason: record.urgent.reason } : null,
    scheduledFor: record.scheduled && !Number.isNaN(Date.parse(record.scheduled.for)) ? momentOf(Date.parse(record.scheduled.for)) : null,
    digest: record.digest || null,
  };
}

/** The sign-offs that stand, 审 and 校 each by itself, as a publication would have them. */
const signaturesIn = ({ signOffs }: DraftRecord): Signature[] =>
  signOffs.flatMap(({ stage, review, proof, by, standsFor, at }) => (['review', 'proof'] as const)
    .filter((of) => (of === 'review' ? review : proof))
    .map((of) => ({ stage, of, by, ...(standsFor ? { standsFor } : {}), at: momentOf(at) })));

const isOf = (commit: Commit | null, { collection, id }: EntryKey): commit is Commit => commit !== null && headOf(commit) !== undefined && commit.trailers['Draft'] === `${collection}/${id}`;

async function lastPublication(store: Store, key: EntryKey): Promise<Commit | undefined> {
  for (const id of await changesOf(store, fileOfEntry(key), MAIN, MOST)) {
    const commit = await store.commit(id);
    if (isOf(commit, key)) return commit;
  }
  return undefined;
}

async function publicationAt(store: Store, key: EntryKey, id: string): Promise<Commit | undefined> {
  const commit = await store.commit(id);
  return isOf(commit, key) && (await store.contains(MAIN, id)) ? commit : undefined;
}

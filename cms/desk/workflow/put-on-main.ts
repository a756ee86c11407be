import { type Stage, STAGES } from '../../protocol/roles.ts';
import type { Person } from '../store/commit.ts';
import { RefMoved } from '../store/refs.ts';
import { type Commit, MAIN } from '../store/store.ts';
import type { Change } from '../store/tree.ts';
import type { Desk } from './change-draft.ts';
import type { OpenDraft } from './drafts.ts';
import { fileOfEntry } from './entry-key.ts';
import { withField } from './owned-fields.ts';
import { type DraftRecord, type SignOff, standingOf, tellPerson } from './record.ts';

/** What of a draft goes public, and in whose name. */
export interface Publication {
  draft: OpenDraft;
  /** The draft's own text: its blob and bytes. */
  text: { version: string; bytes: Buffer };
  by: Person;
  subject: string;
  remark?: string;
  chain: readonly Stage[];
  /** An emergency: nobody has signed, and nobody is named. */
  urgent?: boolean;
}

/**
 * Puts a draft's own files and media on `main`, in one commit whose second parent is the draft's head and whose trailers say who
 * wrote and who signed: a clone has the whole record. Gives the commit, or undefined when `main` has moved on from `on`.
 */
export async function putOnMain({ store, now }: Desk, on: Commit, { draft, text, by, subject, remark, chain, urgent = false }: Publication): Promise<string | undefined> {
  const own = fileOfEntry(draft.key);
  const raw = text.bytes.toString('utf8');
  const named = chain.length > 0 && !urgent ? Buffer.from(withField(raw, 'signed', signedBy(draft.record, chain))) : undefined;
  const changes = new Map<string, Change>([
    [own, { id: named ? await store.blob(named) : text.version }],
    // Uploads are only ever added: what else shows an image is not this draft's business. What the text does not name any more stays behind.
    ...draft.files.flatMap((file) => (file.path !== own && file.version && raw.includes(file.path.slice('content'.length)) ? [[file.path, { id: file.version }] as const] : [])),
  ]);
  const commit = await store.write({
    tree: await store.edit(on.tree, changes),
    parents: [on.id, draft.head.id],
    author: by,
    at: now(),
    subject,
    ...(remark ? { remark } : {}),
    trailers: {
      Draft: `${draft.key.collection}/${draft.key.id}`, 'Draft-Head': draft.head.id, Chain: chain.length ? String(chain.length) : 'none',
      ...(urgent ? { Urgent: 'unsigned' } : {}),
      Writer: draft.record.writers.map(tellPerson).join(', '),
      ...(urgent ? {} : Object.fromEntries(draft.record.signOffs.flatMap(trailersOf))),
    },
  });
  try {
    await store.move(MAIN, on.id, commit);
    return commit;
  } catch (error) {
    if (error instanceof RefMoved) return undefined;
    throw error;
  }
}

const TRAILERS: Readonly<Record<Stage, string>> = { first: 'First', second: 'Second', final: 'Final' };
const trailersOf = ({ stage, review, proof, by, standsFor, at }: SignOff): [string, string][] => {
  const told = `${tellPerson(by)}${standsFor ? ` for ${tellPerson(standsFor)}` : ''} ${new Date(at).toISOString()}`;
  return [...(review ? [[`${TRAILERS[stage]}-Review`, told] as [string, string]] : []), ...(proof ? [[`${TRAILERS[stage]}-Proof`, told] as [string, string]] : [])];
};

/** Whom the page names: 责任编辑 is who reviewed first, or who wrote where there is one review only; 审核 is who reviewed last. */
function signedBy(record: DraftRecord, chain: readonly Stage[]): Record<string, string> {
  const reviewers = standingOf(record, chain).stages.flatMap(({ review }) => review?.by.name ?? []);
  const writer = record.writers[0]?.name ?? '';
  return { writer, editor: chain.includes(STAGES[0]) && reviewers[0] ? reviewers[0] : writer, ...(reviewers.length ? { reviewer: reviewers.at(-1)! } : {}) };
}

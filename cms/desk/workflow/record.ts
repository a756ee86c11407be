import type { Stage } from '../../protocol/roles.ts';
import type { Person } from '../store/commit.ts';
import type { Commit } from '../store/store.ts';

/** A reviewer's recorded agreement with the exact bytes of an entry's own files: of what it says (审), of how it is written (校), or both. */
export interface SignOff {
  stage: Stage;
  review: boolean;
  proof: boolean;
  by: Person;
  /** Who was stood in for (代审). */
  standsFor?: Person;
  at: number;
  commit: string;
}

/** One step in a draft's history, as people are told of it. */
export interface Step {
  act: Act;
  by: Person;
  at: number;
  commit: string;
  stage?: Stage;
  /** Free text: a reason, what was corrected. */
  remark?: string;
}

/** What a commit on a draft's branch did; its trailer `Yunduan-Act`. */
export const ACTS = ['save', 'merge', 'submit', 'withdraw-submission', 'sign', 'send-back', 'schedule', 'unschedule', 'urgent', 'status', 'correct'] as const;
export type Act = (typeof ACTS)[number];

/** What a draft's branch says of it: a fold of its commits, from the oldest to the newest. */
export interface DraftRecord {
  /** `ready` only where there is no chain: with one, the sign-offs say it. */
  state: 'draft' | 'submitted' | 'ready';
  /** Digest of the entry's own files and media; sign-offs are bound to it. */
  digest: string;
  /** Everyone whose words are in it. */
  writers: readonly Person[];
  submitted?: { by: Person; at: number };
  /** The sign-offs that stand. */
  signOffs: readonly SignOff[];
  /** Those that the last change of the text voided, until the next is given. */
  voided: readonly SignOff[];
  sentBack?: { by: Person; at: number; reason: string; stage: Stage };
  /** When it is to be published. */
  scheduled?: { for: string; by: Person; at: number };
  /** It is public already, by an emergency publication that nobody has signed yet. */
  urgent?: { by: Person; at: number; reason: string; commit: string };
  last: Step;
  before?: DraftRecord;
}

const has = (people: readonly Person[], person: Person) => people.some(({ username }) => username === person.username);

/** The record after one more commit. Pure: everything is in the commit's trailers, which only the desk writes. */
export function fold(before: DraftRecord | undefined, commit: Commit): DraftRecord {
  const { trailers, author: by, at, id } = commit;
  const act = (ACTS as readonly string[]).includes(trailers['Act'] ?? '') ? (trailers['Act'] as Act) : 'save';
  const stage = stageOf(trailers['Stage']);
  const digest = trailers['Digest'] ?? before?.digest ?? '';
  const changed = before !== undefined && digest !== before.digest;
  const last: Step = { act, by, at, commit: id, ...(stage ? { stage } : {}), ...(commit.remark ? { remark: commit.remark } : {}) };
  const wrote = act === 'save' || act === 'correct';
  const writers = wrote && !has(before?.writers ?? [], by) ? [...(before?.writers ?? []), by] : (before?.writers ?? [by]);
  const next: DraftRecord = {
    ...(before ?? { signOffs: [], voided: [] }),
    state: stateOf(trailers['State'], before?.state),
    digest, writers, last,
    ...(before ? { before } : {}),
  };
  // Whatever the commit was for: other bytes than those that were agreed to are agreed to by nobody.
  if (changed && before.signOffs.length > 0) Object.assign(next, { signOffs: [], voided: before.signOffs });
  switch (act) {
    case 'submit': return { ...without(next, 'sentBack'), submitted: { by, at }, signOffs: [], voided: [] };
    case 'withdraw-submission': return { ...without(next, 'submitted', 'scheduled'), signOffs: [], voided: [] };
    case 'send-back': return { ...without(next, 'submitted', 'scheduled'), signOffs: [], voided: [], sentBack: { by, at, reason: commit.remark ?? '', stage: stage ?? 'first' } };
    case 'sign': {
      if (!stage || trailers['Digest'] !== digest) return next;
      const standsFor = personOf(trailers['Stands-For']);
      const sign: SignOff = { stage, review: trailers['Review'] === 'agreed', proof: trailers['Proof'] === 'agreed', by, ...(standsFor ? { standsFor } : {}), at, commit: id };
      return { ...next, signOffs: [...next.signOffs, sign], voided: [] };
    }
    case 'schedule': return { ...next, scheduled: { for: trailers['For'] ?? '', by, at } };
    case 'unschedule': return without(next, 'scheduled');
    case 'urgent': return { ...next, urgent: { by, at, reason: commit.remark ?? '', commit: trailers['Published'] ?? '' }, submitted: next.submitted ?? { by, at } };
    default: return changed ? without(next, 'scheduled') : next;
  }
}

function without<K extends 'submitted' | 'scheduled' | 'sentBack'>(record: DraftRecord, ...names: K[]): DraftRecord {
  const copy = { ...record };
  for (const name of names) delete copy[name];
  return copy;
}

const stageOf = (text: string | undefined): Stage | undefined => (text === 'first' || text === 'second' || text === 'final' ? text : undefined);

/** `State` holds Decap's words, which drafts had before there were chains. */
const stateOf = (text: string | undefined, before: DraftRecord['state'] = 'draft'): DraftRecord['state'] =>
  text === 'draft' ? 'draft' : text === 'pending_review' ? 'submitted' : text === 'pending_publish' ? 'ready' : before;

/** A person as a trailer names one: `张三 <zhangsan>`. */
export const tellPerson = ({ name, username }: Person): string => `${name.replace(/[<>]/g, '')} <${username}>`;
export function personOf(text: string | undefined): Person | undefined {
  const match = /^(.*) <([^<>]+)>$/.exec(text ?? '');
  return match ? { name: match[1]!, username: match[2]! } : undefined;
}

/** The steps of a draft, the oldest first. */
export function stepsOf(record: DraftRecord): Step[] {
  const steps: Step[] = [];
  for (let at: DraftRecord | undefined = record; at; at = at.before) steps.push(at.last);
  return steps.reverse();
}

/** How far a chain has come: of each stage who agreed to what. */
export interface Standing {
  stages: { stage: Stage; review?: SignOff; proof?: SignOff; done: boolean }[];
  /** The stage whose turn it is; undefined when all have signed, and where there is no chain. */
  outstanding?: Stage;
}

export function standingOf(record: Pick<DraftRecord, 'signOffs'>, chain: readonly Stage[]): Standing {
  const stages = chain.map((stage) => {
    const own = record.signOffs.filter((sign) => sign.stage === stage);
    const review = own.find((sign) => sign.review);
    const proof = own.find((sign) => sign.proof);
    return { stage, ...(review ? { review } : {}), ...(proof ? { proof } : {}), done: Boolean(review && proof) };
  });
  const outstanding = stages.find(({ done }) => !done)?.stage;
  return { stages, ...(outstanding ? { outstanding } : {}) };
}

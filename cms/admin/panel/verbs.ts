import type { Standing } from '../../protocol/store.ts';
import type { Verb } from '../../protocol/verbs.ts';

type About = Pick<Standing, 'collection' | 'status' | 'chain' | 'outstanding' | 'scheduled' | 'urgent' | 'published' | 'withdrawn' | 'may'>;

/** A verb that has a button beside an entry. */
export type PanelVerb = Extract<Verb,
  'submit' | 'sign' | 'send-back' | 'publish' | 'schedule' | 'unschedule' | 'withdraw-submission' | 'publish-urgently' | 'correct' | 'withdraw' | 'delete' | 'discard'>;

interface Row {
  verb: PanelVerb;
  /** What its button says; it may depend on what stands. */
  label: (about: About) => string;
  /** Whether it is a question at all now: what is no question is neither offered nor explained. */
  arises: (about: About) => boolean;
  /** `leads` on towards the public, and is in colour; `removes` something, and is set apart. */
  kind?: 'leads' | 'removes';
}

const drafted = ({ status }: About) => status !== null;
const handedIn = ({ status }: About) => status === 'pending_review' || status === 'pending_publish';
/** What every page shows is no article: it is neither corrected nor taken back. */
const isPublic = ({ collection, published, withdrawn }: About) => published && !withdrawn && collection !== 'settings';
const always = (label: string) => () => label;

/** In the order in which they are offered. */
const ROWS: readonly Row[] = [
  { verb: 'sign', label: always('审签'), arises: (about) => handedIn(about) && about.outstanding !== null, kind: 'leads' },
  { verb: 'submit', label: ({ chain }) => (chain.length ? '送审' : '标为就绪'), arises: ({ status }) => status === 'draft', kind: 'leads' },
  { verb: 'publish', label: always('现在发布'), arises: drafted, kind: 'leads' },
  { verb: 'schedule', label: ({ scheduled }) => (scheduled ? '改发布时间' : '定时发布'), arises: drafted },
  { verb: 'unschedule', label: always('取消定时'), arises: ({ scheduled }) => scheduled !== null },
  { verb: 'send-back', label: always('退回修改'), arises: (about) => handedIn(about) && about.chain.length > 0 },
  { verb: 'withdraw-submission', label: ({ chain }) => (chain.length ? '撤回送审' : '回到撰写中'), arises: handedIn },
  { verb: 'publish-urgently', label: always('紧急发布'), arises: ({ status, chain, urgent }) => status !== null && status !== 'pending_publish' && chain.length > 0 && !urgent },
  { verb: 'correct', label: always('更正'), arises: isPublic },
  { verb: 'withdraw', label: always('撤稿'), arises: isPublic, kind: 'removes' },
  { verb: 'delete', label: always('删除这一条'), arises: isPublic, kind: 'removes' },
  { verb: 'discard', label: always('删除草稿'), arises: drafted, kind: 'removes' },
];

export interface Offer {
  verb: PanelVerb;
  label: string;
  kind: 'leads' | 'removes' | 'other';
}

/** The buttons that this person may use now. What the desk says nothing of is denied. */
export const offered = (about: About): Offer[] =>
  ROWS.filter((row) => row.arises(about) && about.may[row.verb]?.length === 0).map((row) => ({ verb: row.verb, label: row.label(about), kind: row.kind ?? 'other' }));

/** What this person may not do now, and why; verbs with the same reasons stand together. */
export function withheld(about: About): { labels: string[]; reasons: readonly string[] }[] {
  const found = new Map<string, { labels: string[]; reasons: readonly string[] }>();
  const tell = (label: string, reasons: readonly string[]) => {
    const same = found.get(reasons.join('\n'));
    if (same) same.labels.push(label);
    else found.set(reasons.join('\n'), { labels: [label], reasons });
  };
  const saving = about.may.save;
  if (saving?.length) tell('修改', saving);
  for (const row of ROWS) {
    const reasons = about.may[row.verb] ?? ['编务台没有说您可以'];
    if (row.arises(about) && reasons.length > 0) tell(row.label(about), reasons);
  }
  return [...found.values()];
}

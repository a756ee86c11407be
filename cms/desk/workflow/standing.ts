import type { Params, Result, Standing } from '../../protocol/store.ts';
import { VERBS, type Verb } from '../../protocol/verbs.ts';
import type { Actor } from './actor.ts';
import { can } from './can.ts';
import type { Desk } from './change-draft.ts';
import { digestOf } from './digest.ts';
import { readDraft, statusOf } from './drafts.ts';
import { fileOfEntry } from './entry-key.ts';
import { situationOf } from './judge-verb.ts';
import { type SignOff, standingOf, stepsOf } from './record.ts';
import { titleOf } from './subject.ts';
import { keyOf } from './tell.ts';

/** Steps of a draft that are told. */
const MOST = 100;
/** Verbs that are about no entry have no button beside one. */
const ELSEWHERE: readonly Verb[] = ['read', 'upload', 'manage', 'own-account', 'restore-release'];

const when = (at: number) => new Date(at).toISOString();
const tellSign = ({ by, standsFor, at }: SignOff) => ({ by, ...(standsFor ? { standsFor } : {}), at: when(at) });

/** What stands about an entry, and what this person may do to it now. */
export async function standing(desk: Desk, actor: Actor, params: Params<'standing'>): Promise<Result<'standing'>> {
  const key = keyOf(params);
  const own = fileOfEntry(key);
  const draft = await readDraft(desk.store, key);
  const situation = await situationOf(desk, key, draft, 'delete');
  const text = await desk.store.file(draft?.head.id ?? 'refs/heads/main', own);
  const record = draft?.record;
  const { stages, outstanding } = record ? standingOf(record, situation.chain) : { stages: situation.chain.map((stage) => ({ stage, done: false as const })), outstanding: undefined };
  const told: Standing = {
    ...key,
    status: record ? statusOf(record, situation.chain) : null,
    title: (text && titleOf(text.bytes.toString('utf8'))) ?? null,
    published: situation.published !== null,
    withdrawn: situation.published?.withdrawn ?? false,
    version: text?.version ?? null,
    digest: draft ? await digestOf(desk.store, draft.head.tree, own) : null,
    chain: stages.map((one) => ({
      stage: one.stage, done: one.done,
      ...('review' in one && one.review ? { review: tellSign(one.review) } : {}), ...('proof' in one && one.proof ? { proof: tellSign(one.proof) } : {}),
    })),
    outstanding: record && record.state !== 'draft' ? (outstanding ?? null) : null,
    writers: [...(record?.writers ?? [])],
    voided: (record?.voided ?? []).map(({ by }) => by),
    sentBack: record?.sentBack ? { ...record.sentBack, at: when(record.sentBack.at) } : null,
    scheduled: record?.scheduled ? { for: record.scheduled.for, by: record.scheduled.by } : null,
    urgent: record?.urgent ? { by: record.urgent.by, at: when(record.urgent.at), reason: record.urgent.reason } : null,
    steps: record ? stepsOf(record).reverse().slice(0, MOST).map((step) => ({ ...step, at: when(step.at) })) : [],
    may: Object.fromEntries(VERBS.filter((verb) => !ELSEWHERE.includes(verb)).map((verb) => [verb, can(actor, verb, situation).map(({ sentence }) => sentence)])),
  };
  return { standing: told };
}

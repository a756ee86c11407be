import { type Role, type Stage, STAGE_NAMES, STAGES } from '../../protocol/roles.ts';
import type { Verb } from '../../protocol/verbs.ts';
import type { Person } from '../store/commit.ts';
import type { Actor } from './actor.ts';
import { type DraftRecord, standingOf } from './record.ts';

/** What stands, as far as it decides who may do what. */
export interface Situation {
  collection: string;
  /** The stages that this collection asks for now. */
  chain: readonly Stage[];
  draft: DraftRecord | null;
  /** Of the entry on `main`: since when it is there (ms), and whether it was withdrawn; null where there is none. */
  published: { since: number; withdrawn: boolean } | null;
  now: number;
}

/** Why something may not be done: `forbidden` — not by this person; `not-ready` — not now; `not-found` — there is nothing to do it to. */
export interface Reason {
  code: 'forbidden' | 'not-ready' | 'not-found';
  sentence: string;
}

/** How long a published entry can be deleted instead of withdrawn: nobody has linked to it yet. */
export const DELETE_WITHIN = 30 * 60_000;

const WRITING: readonly Role[] = ['writer', ...STAGES];
const NAMES: Readonly<Record<Role, string>> = { writer: '撰稿', ...STAGE_NAMES, administrator: '管理员' };
const forbidden = (sentence: string): Reason => ({ code: 'forbidden', sentence });
const notReady = (sentence: string): Reason => ({ code: 'not-ready', sentence });

/** Who may do a verb at all; `own`: nobody in particular, whoever is signed in. */
const WHO: Readonly<Record<Verb, readonly Role[] | 'own'>> = {
  read: 'own', 'own-account': 'own',
  save: WRITING, upload: WRITING, correct: WRITING, 'restore-version': WRITING, submit: WRITING, 'withdraw-submission': WRITING, discard: WRITING,
  sign: STAGES, 'send-back': STAGES, publish: WRITING, schedule: WRITING, unschedule: WRITING,
  'publish-urgently': ['final'], withdraw: ['final', 'administrator'], delete: ['final', 'administrator'],
  'restore-release': ['final', 'administrator'], manage: ['administrator'],
};
/** Whoever does these acts on one entry of a collection, so that the collections that a person is held to count. */
const GENERAL: readonly Verb[] = ['read', 'own-account', 'manage', 'restore-release', 'upload'];
/** What is done in somebody's stead: a deputy reviews, and has nothing else of the principal's. */
const LENT: readonly Verb[] = ['sign', 'send-back'];

/**
 * Why an actor may not do a verb to an entry now; every reason at once, empty when they may. Pure. What no rule names is denied.
 * `situation` is left out for verbs that are about no entry.
 */
export function can(actor: Actor, verb: Verb, situation?: Situation): Reason[] {
  const reasons = hasRole(actor, verb);
  if (GENERAL.includes(verb)) return reasons;
  if (!situation) return [...reasons, forbidden('没有说明是哪一条')];
  const { collection } = situation;
  if (actor.collections && !actor.collections.includes(collection)) reasons.push(forbidden('您的账号不管这个栏目'));
  // What every page shows is nobody's article.
  if (collection === 'settings' && !actor.roles.includes('administrator')) reasons.push(forbidden('网站设置只有管理员能改'));
  return [...reasons, ...(GUARDS[verb]?.(actor, situation) ?? [])];
}

/** Why an actor may not do a verb to anything: they have none of its roles. What every route asks before it looks at what it was told. */
export function hasRole(actor: Actor, verb: Verb): Reason[] {
  const who = WHO[verb];
  if (!who) return [forbidden('没有这样的操作')];
  const roles = [...actor.roles, ...(LENT.includes(verb) ? actor.standsFor.flatMap(({ stages }) => stages) : [])];
  if (who === 'own' || who.some((role) => roles.includes(role))) return [];
  return [forbidden(`这一步要由${who.map((role) => NAMES[role]).join('、')}来做，您的账号没有这个角色`)];
}

type Guard = (actor: Actor, situation: Situation) => Reason[];
const when = (holds: boolean, reason: Reason): Reason[] => (holds ? [reason] : []);
const isOneOf = (people: readonly Person[], { username }: Person) => people.some((one) => one.username === username);
const NO_DRAFT: Reason = { code: 'not-found', sentence: '这份草稿已经不在了（可能已发布或被删除），请回到列表刷新' };
const NOT_PUBLIC: Reason = { code: 'not-found', sentence: '这一条还没有发布' };

/** Whether all stages have signed, or there is no chain and its writer says that it is ready. */
export const isReady = (draft: DraftRecord, chain: readonly Stage[]): boolean =>
  chain.length === 0 ? draft.state === 'ready' : draft.state !== 'draft' && standingOf(draft, chain).outstanding === undefined;

const publishing: Guard = (_actor, { draft, chain }) => (draft === null ? [NO_DRAFT] : when(!isReady(draft, chain), notReady(
  chain.length === 0 ? '状态到“就绪”以后才能发布' : draft.state === 'draft' ? '还没有送审，不能发布' : `还差${STAGE_NAMES[standingOf(draft, chain).outstanding!]}，不能发布`,
)));

/** Of what is a page of its own: a setting is changed, never taken away. */
const page: Guard = (_actor, { collection }) => when(collection === 'settings', notReady('网站设置不是文章，直接修改就可以'));

const GUARDS: Partial<Record<Verb, Guard>> = {
  save: (_actor, { draft, published }) => [
    ...when(draft?.scheduled !== undefined, notReady('已经排好发布时间；要修改，请先取消定时')),
    ...when(published?.withdrawn === true, notReady('这一条已经撤稿，不能再改；要重新发布，请另写一篇')),
  ],
  correct: (actor, situation) => [...page(actor, situation), ...when(situation.published === null, NOT_PUBLIC), ...GUARDS.save!(actor, situation)],
  'restore-version': (actor, situation) => GUARDS.save!(actor, situation),
  submit: (_actor, { draft }) => (draft === null ? [NO_DRAFT] : when(draft.state !== 'draft', notReady('已经送审了'))),
  'withdraw-submission': (actor, { draft }) => (draft === null ? [NO_DRAFT] : [
    ...when(draft.state === 'draft', notReady('还没有送审')),
    ...when(draft.urgent !== undefined, notReady('已经紧急发布，要等补签，不能撤回')),
    ...when(!isOneOf(draft.writers, actor) && draft.submitted?.by.username !== actor.username, forbidden('只有撰稿人自己能撤回送审；审稿人请用“退回修改”')),
  ]),
  sign: (actor, { collection, draft, chain }) => {
    if (draft === null) return [NO_DRAFT];
    if (chain.length === 0) return [notReady('这个栏目不设审签')];
    if (draft.state === 'draft') return [notReady('还没有送审，不能审签')];
    const { outstanding } = standingOf(draft, chain);
    if (!outstanding) return [notReady('各审都已签过')];
    return [
      ...when(inWhoseRight(actor, outstanding, collection, draft.writers) === undefined, forbidden(inWhoseRight(actor, outstanding, collection) === undefined
        ? `现在轮到${STAGE_NAMES[outstanding]}，您没有这一审的权限` : '请您代审的人写过、改过这篇稿子，您不能替他签')),
      ...when(isOneOf(draft.writers, actor), forbidden('自己写的、改过的稿子，不能自己审')),
      ...when(draft.signOffs.some((sign) => sign.stage !== outstanding && sign.by.username === actor.username), forbidden('您已经签过另一审；各审要由不同的人签')),
    ];
  },
  'send-back': (actor, { collection, draft, chain }) => {
    if (draft === null) return [NO_DRAFT];
    return [
      ...when(draft.state === 'draft', notReady('还没有送审，不用退回')),
      ...when(draft.urgent !== undefined, notReady('已经紧急发布；不同意请用“撤稿”或更正')),
      ...when(!chain.some((stage) => inWhoseRight(actor, stage, collection) !== undefined), forbidden('您没有这个栏目的审签权限，不能退回')),
    ];
  },
  publish: (actor, situation) => [...publishing(actor, situation), ...when(situation.draft?.scheduled !== undefined, notReady('已经排好发布时间；要现在发布，请先取消定时'))],
  schedule: publishing,
  unschedule: (_actor, { draft }) => (draft === null ? [NO_DRAFT] : when(draft.scheduled === undefined, notReady('没有排发布时间'))),
  'publish-urgently': (_actor, { draft, chain }) => (draft === null ? [NO_DRAFT] : [
    ...when(chain.length === 0, notReady('这个栏目不设审签，直接发布就可以')),
    ...when(draft.urgent !== undefined, notReady('已经紧急发布过，正等补签')),
  ]),
  withdraw: (actor, situation) => [...page(actor, situation), ...(situation.published === null ? [NOT_PUBLIC] : when(situation.published.withdrawn, notReady('已经撤稿了')))],
  delete: (actor, situation) => [
    ...page(actor, situation),
    ...(situation.published === null ? [NOT_PUBLIC] : when(situation.now - situation.published.since > DELETE_WITHIN, notReady('发布已超过 30 分钟，不能再删除；请用“撤稿”，页面会写明原因'))),
  ],
  discard: (actor, { draft }) => (draft === null ? [] : [
    ...when(!isOneOf(draft.writers, actor) && !actor.roles.includes('administrator'), forbidden('只有撰稿人自己和管理员能删除草稿')),
    ...when(draft.state === 'submitted' && draft.signOffs.length > 0, notReady('已经有人审签；要删除，请先撤回送审')),
    ...when(draft.urgent !== undefined, notReady('已经紧急发布，要等补签，不能删除')),
  ]),
};

/**
 * In whose right an actor signs a stage of a collection: their own (null), or somebody's whom they stand in for and who is none of the
 * `writers`, who would have their own text signed by it; undefined when in nobody's.
 */
export function inWhoseRight(actor: Actor, stage: Stage, collection: string, writers: readonly Person[] = []): Person | null | undefined {
  if (actor.roles.includes(stage)) return null;
  const principal = actor.standsFor.find((one) => one.stages.includes(stage) && (one.collections?.includes(collection) ?? true) && !isOneOf(writers, one));
  return principal && { name: principal.name, username: principal.username };
}

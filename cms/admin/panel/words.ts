import { STAGE_NAMES } from '../../protocol/roles.ts';
import type { Standing, Step } from '../../protocol/store.ts';
import { inBeijing } from '../page/beijing.ts';

/** A state in plain words. The tone is its colour: what waits, what can go, what needs care. */
export interface StateWord {
  word: string;
  tone: 'writing' | 'review' | 'ready' | 'public' | 'care' | 'wrong';
}

/** An instant by Beijing's clocks, to the minute: `2026-11-25 15:40`. */
export const toTheMinute = (instant: string): string => inBeijing(instant).slice(0, 16);

/** Where an entry stands, in the words of the trade. */
export function stateOf(standing: Pick<Standing, 'status' | 'chain' | 'outstanding' | 'sentBack' | 'scheduled' | 'urgent' | 'published' | 'withdrawn'>): StateWord {
  const { status, chain, outstanding, sentBack, scheduled, urgent, published, withdrawn } = standing;
  if (status === null) return withdrawn ? { word: '已撤稿', tone: 'wrong' } : published ? { word: '已发布', tone: 'public' } : { word: '还没有保存', tone: 'writing' };
  if (urgent) return outstanding ? { word: '紧急发布，待补签', tone: 'wrong' } : { word: '紧急发布，已补签，修改待发布', tone: 'care' };
  if (scheduled) return { word: `定时 ${toTheMinute(scheduled.for)} 发布`, tone: 'ready' };
  if (status === 'draft') return sentBack ? { word: '已退回', tone: 'care' } : { word: '撰写中', tone: 'writing' };
  if (status === 'pending_review') return { word: outstanding ? `待${STAGE_NAMES[outstanding]}` : '审核中', tone: 'review' };
  return { word: chain.length ? '已签齐，可发布' : '就绪，可发布', tone: 'ready' };
}

const ACTS: Readonly<Record<string, string>> = {
  save: '保存', merge: '并入已发布的改动', submit: '送审', 'withdraw-submission': '撤回送审', sign: '审签', 'send-back': '退回修改',
  schedule: '定时发布', unschedule: '取消定时', urgent: '紧急发布', status: '接着写', correct: '更正',
};

/** What a step of a draft did: `初审审签`. */
export function stepOf({ act, stage }: Pick<Step, 'act' | 'stage'>): string {
  const done = Object.hasOwn(ACTS, act) ? ACTS[act]! : '修改';
  return stage && (act === 'sign' || act === 'send-back') ? `${STAGE_NAMES[stage]}${done}` : done;
}

/** Who did what to the words last, of those steps that change them; undefined where none is known. */
export const lastChange = ({ steps }: Pick<Standing, 'steps'>): Step | undefined => steps.find(({ act }) => act === 'save' || act === 'correct' || act === 'merge');

/** Names in a row, each once: `示例甲、示例乙`. `me` is `您`. */
export const names = (people: readonly { name: string; username: string }[], me?: string): string =>
  [...new Map(people.map(({ name, username }) => [username, username === me ? '您' : name])).values()].join('、');

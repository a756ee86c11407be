import { STAGE_NAMES } from '../../protocol/roles.ts';
import type { Standing } from '../../protocol/store.ts';
import { element } from '../dialogs/dialog.ts';
import { type EntryPlace, nameOf } from './place.ts';
import { lastChange, names, stateOf, stepOf, toTheMinute } from './words.ts';

type Part = Node | string;
type SignOff = NonNullable<Standing['chain'][number]['review']>;

/** Steps that are shown at once; older ones are folded. */
const SHOWN = 6;

/** An instant as an element: `2026-11-25 15:40`. */
export const when = (instant: string): HTMLElement => element('time', { datetime: instant }, toTheMinute(instant));

/** What somebody wrote as a reason. */
export const quote = (text: string): HTMLElement => element('blockquote', {}, text);

/** The state, the title, who wrote it. */
export function head(place: EntryPlace, standing: Standing, me: string): HTMLElement {
  const { word, tone } = stateOf(standing);
  return element(
    'header',
    { 'data-key': 'head' },
    element('h2', { tabindex: '-1' }, nameOf(place, standing.title)),
    element('p', { class: `desk-state ${tone}` }, word),
    ...(standing.writers.length ? [element('p', { class: 'desk-fine' }, `撰稿：${names(standing.writers, me)}`)] : []),
    ...(standing.published && standing.status !== null && !standing.urgent ? [element('p', { class: 'desk-fine' }, '网站上是上一次发布的文字，这里的修改还没有公开。')] : []),
  );
}

/** Stage by stage, 审 and 校 each by itself: who and when. Without a draft: what a change will have to go through. */
export function chain({ chain: stages, status, outstanding }: Standing): HTMLElement {
  const named = stages.map(({ stage }) => STAGE_NAMES[stage]).join('、');
  const content: Part[] = stages.length === 0
    ? [element('p', { class: 'desk-fine' }, '这个栏目不设审签，写好以后由撰稿人自己发布。')]
    : status === null
      ? [element('p', { class: 'desk-fine' }, `修改以后要经过${named}，才能再发布。`)]
      : [element('ol', { role: 'list', class: 'desk-chain' }, ...stages.map(({ stage, review, proof, done }) => element(
        'li',
        { class: done ? 'done' : stage === outstanding ? 'turn' : '' },
        element('h4', {}, STAGE_NAMES[stage], ...(stage === outstanding ? [element('span', { class: 'desk-turn' }, '轮到这一审')] : [])),
        signed('审', review),
        signed('校', proof),
      )))];
  return element('section', { 'data-key': 'chain', 'aria-labelledby': 'desk-chain' }, element('h3', { id: 'desk-chain', tabindex: '-1' }, '各审的签字'), ...content);
}

function signed(what: string, sign: SignOff | undefined): HTMLElement {
  return element(
    'p',
    { class: sign ? 'desk-sign given' : 'desk-sign' },
    element('span', { class: 'desk-seal' }, what),
    ...(sign
      ? [element('span', {}, element('strong', {}, sign.by.name), ...(sign.standsFor ? [`（代 ${sign.standsFor.name} 审）`] : [])), when(sign.at)]
      : [element('span', {}, '还没有签')]),
  );
}

/** What whoever opens this entry has to know first, each as a note of its own. `me` is a user name, `now` in ms. */
export function notes(standing: Standing, me: string): HTMLElement[] {
  const { urgent, sentBack, status, voided, scheduled, withdrawn } = standing;
  const changed = lastChange(standing);
  return [
    ...(withdrawn ? [note('withdrawn', 'wrong', '这一条已经撤稿', element('p', {}, '公众在原来的地址看到撤稿的原因，看不到正文。'))] : []),
    ...(urgent && standing.outstanding ? [note('urgent', 'wrong', '已经公开，还没有人签', element('p', {}, `${urgent.by.name} 于 `, when(urgent.at), ' 紧急发布，请尽快补签。理由：'), quote(urgent.reason))] : []),
    ...(sentBack && status === 'draft' ? [note('sent-back', 'care', `${STAGE_NAMES[sentBack.stage]}退回修改`, element('p', {}, `${sentBack.by.name}，`, when(sentBack.at)), quote(sentBack.reason))] : []),
    ...(voided.length ? [note(
      'voided', 'care', voided.some(({ username }) => username === me) ? '您的审签作废了' : '原来的审签作废了',
      element('p', {}, `${names(voided, me)}签过以后，`, ...(changed ? [`${names([changed.by], me)}于 `, when(changed.at), ` ${changed.act === 'merge' ? '并入了已发布的改动' : '又改了文字'}`] : ['文字又改过']), '，所以要重新签。'),
    )] : []),
    ...(scheduled ? [note('scheduled', 'calm', '到时间自动发布', element('p', {}, `${scheduled.by.name} 排在 `, when(scheduled.for), '（北京时间）。在这之前不能修改；要改，请先取消定时。'))] : []),
  ];
}

export function note(key: string, tone: 'wrong' | 'care' | 'calm', title: string, ...content: Part[]): HTMLElement {
  return element('section', { class: `desk-note ${tone}`, 'data-key': key, 'aria-labelledby': `desk-note-${key}` }, element('h3', { id: `desk-note-${key}`, tabindex: '-1' }, title), ...content);
}

/** What was done to this draft, the newest first. */
export function steps({ steps: all }: Standing, me: string): HTMLElement {
  const list = (some: Standing['steps']) => element('ol', { role: 'list', class: 'desk-steps-taken' }, ...some.map((step) => element(
    'li',
    {},
    element('p', {}, element('strong', {}, stepOf(step)), ` ${names([step.by], me)}`, when(step.at)),
    ...(step.remark ? [quote(step.remark)] : []),
  )));
  const older = all.slice(SHOWN);
  return element(
    'section',
    { 'data-key': 'steps', 'aria-labelledby': 'desk-steps' },
    element('h3', { id: 'desk-steps', tabindex: '-1' }, '经过'),
    ...(all.length ? [list(all.slice(0, SHOWN))] : [element('p', { class: 'desk-fine' }, '现在没有草稿。以前的经过在“历史版本”里。')]),
    ...(older.length ? [element('details', { 'data-fold': 'older' }, element('summary', { 'data-focus': 'older' }, `更早的 ${older.length} 步`), list(older))] : []),
  );
}

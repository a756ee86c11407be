import { type Person, STATE_NAMES } from '../../protocol/people.ts';
import { element } from '../dialogs/dialog.ts';
import { time } from '../releases/present.ts';
import { collectionsInWords, rolesInWords } from './words.ts';

/** What may be done to a person here; the page knows how. */
export type Act = 'change' | 'link' | 'withdraw-invitation' | 'disable' | 'enable' | 'sign-out' | 'take-off';

/** One person in the list. */
export function personItem(person: Person): HTMLElement {
  const { id, name, username, roles, collections, state, mail, secondFactor, link } = person;
  const badges = [
    ...(state === 'active' ? [] : [element('span', { class: `badge ${state}` }, STATE_NAMES[state])]),
    ...(secondFactor ? [element('span', { class: 'badge' }, '动态口令')] : []),
  ];
  return element(
    'li',
    { class: `person ${state}`, 'data-key': `person-${id}` },
    element('h3', { id: `p-${id}`, tabindex: '-1' }, name, ...badges.flatMap((badge) => [' ', badge])),
    element('p', { class: 'when' }, ...[username, rolesInWords(roles), collectionsInWords(collections), mail ?? ''].filter(Boolean).map((text) => element('span', {}, text)), lastSeen(person)),
    ...(link ? [element('p', { class: 'when' }, element('span', {}, state === 'invited' ? '邀请链接到 ' : '重设密码的链接到 ', time(link), ' 有效'))] : state === 'invited' ? [element('p', { class: 'when late' }, '邀请链接已经过期，请重发')] : []),
    element('p', { class: 'act buttons' }, ...ACTS[state].map(([act, words]) => button(id, act, words)), ...(secondFactor ? [button(id, 'take-off', '解除动态口令')] : [])),
  );
}

const ACTS: Readonly<Record<Person['state'], readonly (readonly [Act, string])[]>> = {
  invited: [['change', '修改'], ['link', '重发邀请链接'], ['withdraw-invitation', '撤回邀请']],
  active: [['change', '修改'], ['link', '重设密码的链接'], ['sign-out', '结束全部登录'], ['disable', '停用']],
  disabled: [['change', '修改'], ['enable', '恢复使用']],
};

function lastSeen({ state, seenAt, createdAt }: Person): HTMLElement {
  if (seenAt) return element('span', {}, '最近在用 ', time(seenAt));
  return element('span', {}, state === 'invited' ? '邀请于 ' : '没有登录着，账号建于 ', time(createdAt));
}

function button(id: number, act: Act, words: string): HTMLElement {
  const made = element('button', { type: 'button', class: 'desk-button', id: `b-${act}-${id}`, 'data-act': act, 'data-person': String(id), 'data-focus': act }, words);
  // Of many buttons that say the same, each says to a screen reader who is meant.
  made.setAttribute('aria-labelledby', `b-${act}-${id} p-${id}`);
  return made;
}

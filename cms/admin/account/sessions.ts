import type { OwnSession } from '../../protocol/people.ts';
import { element } from '../dialogs/dialog.ts';
import { time } from '../releases/present.ts';

/** One place where a person is signed in. */
export function sessionItem({ id, address, browser, createdAt, seenAt, here }: OwnSession): HTMLElement {
  const words = here ? '退出登录' : '在那里退出';
  return element(
    'li',
    { class: 'person', 'data-key': `session-${id}` },
    element('h3', { id: `s-${id}`, tabindex: '-1' }, browser, ...(here ? [' ', element('span', { class: 'badge' }, '这里')] : [])),
    element('p', { class: 'when' }, element('span', {}, `地址 ${address || '没有记下'}`), element('span', {}, '登录于 ', time(createdAt)), ...(here ? [] : [element('span', {}, '最近在用 ', time(seenAt))])),
    element('p', { class: 'act' }, element('button', {
      type: 'button', class: 'desk-button', 'data-act': here ? 'sign-out' : 'end-session', 'data-session': String(id), 'data-focus': 'end', 'aria-label': here ? words : `${words}：${browser}，地址 ${address}`,
    }, words)),
  );
}

import type { Bell, BellNotice } from '../../protocol/notices.ts';
import { pages } from '../../protocol/paths.ts';
import type { Waiting } from '../../protocol/store.ts';
import { slugOf } from '../backend/slug.ts';
import { element } from '../dialogs/dialog.ts';
import { notifyingPage, waitingPage } from '../gate/next-page.ts';
import { troubleInWords } from '../notifying/words.ts';
import { toTheMinute } from '../panel/words.ts';
import { waitsFor } from '../waiting/group.ts';

/** As many of what waits as are listed; a page of its own has them all. */
const MOST_WAITING = 3;

/** What the bell's sheet shows, as parts that `renew` takes. `waiting`: undefined while it is not known. */
export function sheet({ notices, delivery }: Bell, waiting: readonly Waiting[] | undefined): HTMLElement[] {
  const trouble = delivery && troubleInWords(delivery);
  return [
    ...(trouble ? [troubled(trouble)] : []),
    ...(waiting ? [waits(waiting)] : []),
    told(notices),
    ...(delivery ? [element('p', { class: 'desk-bell-end', 'data-key': 'end' }, element('a', { href: notifyingPage, 'data-focus': 'settings' }, '通知设置'))] : []),
  ];
}

const troubled = (sentence: string): HTMLElement =>
  element('p', { class: 'desk-bell-trouble', 'data-key': 'trouble' }, `${sentence} `, element('a', { href: notifyingPage, 'data-focus': 'trouble' }, '去看看'));

function waits(waiting: readonly Waiting[]): HTMLElement {
  const rest = waiting.length - MOST_WAITING;
  return element(
    'section',
    { 'data-key': 'waits', 'aria-labelledby': 'desk-bell-waits' },
    element('h3', { id: 'desk-bell-waits', tabindex: '-1' }, '等我处理'),
    ...(waiting.length === 0 ? [element('p', { class: 'desk-fine' }, '没有等您处理的稿子。')] : [element('ul', { role: 'list' }, ...waiting.slice(0, MOST_WAITING).map(waitingItem))]),
    ...(rest > 0 ? [element('p', {}, element('a', { href: waitingPage, 'data-focus': 'waits-all' }, `还有 ${rest} 件，去看全部`))] : []),
  );
}

function waitingItem(one: Waiting): HTMLElement {
  const href = `${pages.admin}#/collections/${one.collection}/entries/${slugOf(one)}`;
  return element(
    'li',
    one.urgent ? { class: 'urgent' } : {},
    element('a', { href, 'data-leaves': '', 'data-focus': `w ${href}` }, one.title),
    element('p', { class: 'desk-fine' }, waitsFor(one), ` · ${one.author}`),
  );
}

const told = (notices: readonly BellNotice[]): HTMLElement => element(
  'section',
  { 'data-key': 'told', 'aria-labelledby': 'desk-bell-told' },
  element('h3', { id: 'desk-bell-told', tabindex: '-1' }, '消息'),
  ...(notices.length === 0
    ? [element('p', { class: 'desk-fine' }, '还没有消息。稿子送审、退回、发布，都会在这里告诉您。')]
    : [element('ol', { role: 'list' }, ...notices.map(noticeItem))]),
);

function noticeItem({ id, sentence, link, at, read }: BellNotice): HTMLElement {
  return element(
    'li',
    read ? {} : { class: 'unread' },
    element('a', { href: link, 'data-leaves': '', 'data-focus': `n ${id}`, ...(read ? {} : { 'data-notice': String(id) }) }, ...(read ? [] : [element('span', { class: 'desk-unseen' }, '未读：')]), sentence),
    element('p', { class: 'desk-fine' }, element('time', { datetime: at }, toTheMinute(at)),
      ...(read ? [] : [element('button', { type: 'button', class: 'desk-bell-read', 'data-read': String(id), 'data-focus': `n ${id}`, 'aria-label': `标为已读：${sentence}` }, '标为已读')])),
  );
}

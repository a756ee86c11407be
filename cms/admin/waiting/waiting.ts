import { declared, isCollection } from '../../../src/model/collections.ts';
import { pages } from '../../protocol/paths.ts';
import type { Waiting } from '../../protocol/store.ts';
import { deskClient, DeskError } from '../backend/desk-client.ts';
import { slugOf } from '../backend/slug.ts';
import { element } from '../dialogs/dialog.ts';
import { signInAddress, waitingPage } from '../gate/next-page.ts';
import { toTheMinute } from '../panel/words.ts';
import { renew } from '../releases/renew.ts';
import { trouble } from '../releases/trouble.ts';
import { watch } from '../releases/watch.ts';
import { type Group, GROUP_NAMES, grouped, isMine, waitsFor } from './group.ts';

const EVERY = 20_000;

const client = deskClient((...request) => fetch(...request));
const part = (id: string) => document.getElementById(id) as HTMLElement;
const [status, problem, groups] = [part('status'), part('problem'), part('groups')];

/** How many wait, as it was read last; nothing before the first answer. */
let count: number | undefined;

const desk = watch(look, EVERY, document);

async function look(): Promise<void> {
  try {
    const { waiting } = await client.ask('waiting', {});
    renew(problem, []);
    show(waiting);
  } catch (error) {
    const out = error instanceof DeskError && error.code === 'signed-out';
    if (out && count === undefined) location.replace(signInAddress(waitingPage));
    else renew(problem, [explained(trouble(error), out)]);
    if (status.dataset['of'] === 'opening') status.textContent = '';
  }
}

function show(waiting: readonly Waiting[]): void {
  const mine = waiting.filter(isMine).length;
  renew(groups, [
    ...(mine === 0 ? [element('p', { class: 'empty', 'data-key': 'empty' }, '没有等您处理的稿子。')] : []),
    ...grouped(waiting).map(({ group, items }) => section(group, items)),
  ]);
  // Read out when it changes, and not every time it is read.
  if (mine !== count || status.textContent?.endsWith('……')) status.textContent = mine ? `有 ${mine} 件等您处理。` : '';
  delete status.dataset['of'];
  count = mine;
}

function section(group: Group, items: readonly Waiting[]): HTMLElement {
  const { title, hint } = GROUP_NAMES[group];
  return element(
    'section',
    { class: group, 'data-key': group, 'aria-labelledby': `g-${group}` },
    element('h2', { id: `g-${group}`, tabindex: '-1' }, title),
    ...(hint ? [element('p', { class: 'hint' }, hint)] : []),
    element('ol', { role: 'list' }, ...items.map(item)),
  );
}

function item(waiting: Waiting): HTMLElement {
  const { collection, title, author, updatedAt, why } = waiting;
  const href = `${pages.admin}#/collections/${collection}/entries/${slugOf(waiting)}`;
  return element(
    'li',
    {},
    element('h3', {}, element('a', { href, 'data-focus': href }, title), ' ', element('span', { class: `badge ${why}` }, waitsFor(waiting))),
    element('p', { class: 'when' }, ...[isCollection(collection) ? declared(collection).label : '网站设置', author].map((text) => element('span', {}, text)),
      element('span', {}, element('time', { datetime: updatedAt }, toTheMinute(updatedAt)), ' 起')),
  );
}

/** A sentence about the desk or the connection, and what can be done. */
function explained(sentence: string, signedOut: boolean): HTMLElement {
  return element(
    'div',
    { class: 'notice wrong', 'data-key': 'problem' },
    element('p', {}, sentence + (count === undefined ? '' : '下面是最后一次读到的情况。')),
    element('p', { class: 'act' }, signedOut
      ? element('a', { href: signInAddress(waitingPage), 'data-focus': 'sign-in' }, '去登录')
      : element('button', { type: 'button', class: 'desk-button', 'data-act': 'again', 'data-focus': 'again' }, '再试一次')),
  );
}

async function again(): Promise<void> {
  status.textContent = '正在读取……';
  await desk.again();
  if (problem.childElementCount > 0) status.textContent = '';
  else part('title').focus();
}

document.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('button[data-act="again"]')) void again();
});

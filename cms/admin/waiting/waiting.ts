import { declared, isCollection } from '../../../src/model/collections.ts';
import { pages } from '../../protocol/paths.ts';
import type { Waiting } from '../../protocol/store.ts';
import { deskClient } from '../backend/desk-client.ts';
import { slugOf } from '../backend/slug.ts';
import { element } from '../dialogs/dialog.ts';
import { waitingPage } from '../gate/next-page.ts';
import { toTheMinute } from '../panel/words.ts';
import { onAct, openPage, part, tryAgain } from '../page/page.ts';
import { renew } from '../page/renew.ts';
import { type Group, GROUP_NAMES, grouped, isMine, waitsFor } from './group.ts';

const client = deskClient((...request) => fetch(...request));
const [status, groups] = [part('status'), part('groups')];

/** How many wait, as it was read last; nothing before the first answer. */
let count: number | undefined;

const page = openPage({
  place: waitingPage, every: 20_000, read: async () => (await client.ask('waiting', {})).waiting, show, way: tryAgain,
});

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

async function again(): Promise<void> {
  status.textContent = '正在读取……';
  await page.again();
  if (part('problem').childElementCount > 0) status.textContent = '';
  else part('title').focus();
}

onAct(({ dataset: { act } }) => {
  if (act === 'again') void again();
});

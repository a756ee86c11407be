import { Approval } from '../../protocol/history.ts';
import { api } from '../../protocol/paths.ts';
import { deskClient, DeskError } from '../backend/desk-client.ts';
import { element } from '../dialogs/dialog.ts';
import { approvalPage, historyPage, signInAddress } from '../gate/next-page.ts';
import { hashOf, placeOf } from '../history/place.ts';
import { trouble } from '../page/trouble.ts';
import { sheet } from './sheet.ts';

const client = deskClient((...request) => fetch(...request));
const part = (id: string) => document.getElementById(id) as HTMLElement;
const [status, problem, print, paper, history] = [part('status'), part('problem'), part('print'), part('sheet'), part('history') as HTMLAnchorElement];

async function show(): Promise<void> {
  const place = placeOf(location.hash);
  status.textContent = '正在读取……';
  problem.replaceChildren();
  for (const shown of [print, paper]) shown.hidden = true;
  if (place.what === 'activity') {
    status.textContent = '请从一条内容的历史里打开它的审批单。';
    return;
  }
  const { collection, id } = place;
  history.href = historyPage + hashOf({ what: 'entry', collection, id });
  try {
    const approval = await client.read(`${api.approval}?${new URLSearchParams({ collection, id, ...(place.what === 'versions' ? { commit: place.to } : {}) })}`, Approval);
    document.title = `发稿审批单：${approval.title} · 云端编务台`;
    paper.replaceChildren(...sheet(approval, Date.now()));
    for (const shown of [print, paper]) shown.hidden = false;
  } catch (error) {
    failed(error);
  }
  status.textContent = '';
}

function failed(error: unknown): void {
  if (error instanceof DeskError && error.code === 'signed-out') {
    location.replace(signInAddress(approvalPage + location.hash));
    return;
  }
  const again = element('button', { type: 'button', class: 'desk-button' }, '再试一次');
  again.addEventListener('click', () => void show());
  problem.replaceChildren(element('div', { class: 'notice wrong' }, element('p', {}, trouble(error)), element('p', { class: 'act' }, again)));
}

print.addEventListener('click', ({ target }) => void (target instanceof HTMLButtonElement && globalThis.print()));
addEventListener('hashchange', () => void show());
void show();

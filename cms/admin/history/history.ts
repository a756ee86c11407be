import { deskClient, DeskError } from '../backend/desk-client.ts';
import { element } from '../dialogs/dialog.ts';
import { historyPage, signInAddress } from '../gate/next-page.ts';
import { trouble } from '../page/trouble.ts';
import { activityView } from './activity.ts';
import { entryView } from './entry.ts';
import { placeOf } from './place.ts';
import type { View } from './told.ts';
import { versionsView } from './versions.ts';

const client = deskClient((...request) => fetch(...request));
const part = (id: string) => document.getElementById(id) as HTMLElement;
const [title, lead, status, problem, view] = [part('title'), part('lead'), part('status'), part('problem'), part('view')];

/** The newest question; an older answer that comes late is not shown. */
let asked = 0;

async function show(first = false): Promise<void> {
  const mine = ++asked;
  status.textContent = '正在读取……';
  problem.replaceChildren();
  try {
    const shown = await viewOf();
    if (mine !== asked) return;
    document.title = `${shown.title} · 操作记录 · 云端编务台`;
    title.textContent = shown.title;
    lead.textContent = shown.lead;
    view.replaceChildren(...shown.content);
    if (!first) {
      title.focus();
      scrollTo(0, 0);
    }
  } catch (error) {
    if (mine === asked) failed(error);
  }
  if (mine === asked) status.textContent = '';
}

function viewOf(): Promise<View> {
  const place = placeOf(location.hash);
  switch (place.what) {
    case 'activity': return activityView(client, place, failed);
    case 'entry': return entryView(client, { collection: place.collection, id: place.id }, failed);
    case 'versions': return versionsView(client, place);
  }
}

/** Says what went wrong, and what can be done; nothing here can be lost. */
function failed(error: unknown): void {
  const here = historyPage + location.hash;
  const out = error instanceof DeskError && error.code === 'signed-out';
  if (out && view.childElementCount === 0) {
    location.replace(signInAddress(here));
    return;
  }
  const again = element('button', { type: 'button', class: 'desk-button' }, '再试一次');
  again.addEventListener('click', () => void show());
  problem.replaceChildren(element(
    'div',
    { class: 'notice wrong' },
    element('p', {}, trouble(error)),
    element('p', { class: 'act' }, out ? element('a', { href: signInAddress(here) }, '去登录') : again),
  ));
}

addEventListener('hashchange', () => void show());
void show(true);

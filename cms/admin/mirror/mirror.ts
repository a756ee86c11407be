import { Mirror, type SetMirror } from '../../protocol/mirror.ts';
import { api } from '../../protocol/paths.ts';
import { deskClient } from '../backend/desk-client.ts';
import { askFirst } from '../dialogs/ask-first.ts';
import { element } from '../dialogs/dialog.ts';
import { mirrorPage } from '../gate/next-page.ts';
import { onAct, openPage, part, reveal, say } from '../page/page.ts';
import { renew } from '../page/renew.ts';
import { troubleDoing } from '../page/trouble.ts';
import { standing } from './standing.ts';

const client = deskClient((...request) => fetch(...request));
const [url, wrong, kept] = [part<HTMLInputElement>('url'), part('url-wrong'), part('url-kept')];
const form = document.querySelector('form') as HTMLFormElement;

/** Something is being done that another click must not do again. */
let busy = false;

const page = openPage({ place: mirrorPage, every: 5000, read: () => client.read(api.mirror, Mirror), show });

const choice = (what: string) => form.querySelector<HTMLInputElement>(`input[value="${what}"]`) as HTMLInputElement;

function show(mirror: Mirror, first: boolean): void {
  const { setting } = mirror;
  // The form is the person's from then on.
  if (first && setting) choice(setting.what).checked = true;
  renew(part('now'), [
    element(
      'div',
      { 'data-key': 'now' },
      element('dl', {}, ...standing(mirror, Date.now()).map(({ name, said, failed }) =>
        element('div', {}, element('dt', {}, name), element('dd', failed ? { class: 'failed' } : {}, said)))),
      ...(setting ? [element('p', { class: 'act buttons' },
        ...(setting.paused ? [button('resume', '继续推送')] : [button('again', '马上再推一次'), button('pause', '暂停')]),
        button('off', '不再推送'))] : []),
    ),
  ]);
  kept.hidden = !setting;
  reveal();
}

const button = (act: string, label: string) => element('button', { type: 'button', class: 'desk-button', 'data-act': act, 'data-focus': act }, label);

/** Sets the mirror and shows what is so now. Gives a sentence where it did not succeed, and says it where it did. */
async function set(mirror: Partial<SetMirror>, sentence: string): Promise<string | undefined> {
  busy = true;
  try {
    await client.write('PUT', api.mirror, mirror, Mirror);
    say(sentence);
    return undefined;
  } catch (error) {
    return troubleDoing(error);
  } finally {
    await page.again();
    busy = false;
  }
}

async function save(): Promise<void> {
  const address = url.value.trim();
  const what = choice('all').checked ? 'all' : 'main';
  mark(address || page.told?.setting ? '' : '请填写远端仓库的地址。');
  if (wrong.textContent) return url.focus();
  const act = () => set({ ...(address ? { url: address } : {}), what }, '已经保存，结果见下面。');
  const privately = what === 'main' || (!address && page.told?.setting?.what === 'all');
  const failure = privately ? await act() : await askWhetherPrivate(act);
  if (failure === undefined) url.value = '';
  else if (failure) {
    mark(failure);
    url.focus();
  }
}

/** Asks before drafts leave the house; an empty sentence when they shall not. */
async function askWhetherPrivate(act: () => Promise<string | undefined>): Promise<string | undefined> {
  const pushed = await askFirst(
    { title: '远端仓库是私有的吗？', verb: '是私有的，连同草稿推送', busy: '正在保存……', leave: '先不推送', act },
    element('p', {}, '草稿还没有公开，里面可能有不能公开的内容、退回的理由和审签意见。推送以后，能读远端仓库的人都能看到；以后再改成“只推送已发布的”，已经推送过去的草稿也不会自动消失。'),
    element('p', {}, '请先在远端确认：仓库是私有的，只有该看的人能看。'),
  );
  return pushed ? undefined : '';
}

function mark(sentence: string): void {
  wrong.textContent = sentence;
  if (sentence) url.setAttribute('aria-invalid', 'true');
  else url.removeAttribute('aria-invalid');
}

async function stop(): Promise<void> {
  await askFirst(
    { title: '不再推送？', verb: '不再推送', busy: '正在保存……', leave: '继续推送', act: () => set({ url: null }, '已经停用，不再推送。') },
    element('p', {}, '编务台会忘记远端的地址和口令。已经推送过去的内容留在远端，不会删除。'),
  );
  part('title').focus();
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (!busy) void save();
});
url.addEventListener('input', () => mark(''));
onAct(({ dataset: { act } }) => {
  const setting = page.told?.setting;
  if (!setting || busy) return;
  if (act === 'off') void stop();
  else void set({ what: setting.what, paused: act === 'pause' }, act === 'pause' ? '已经暂停。' : '已经开始推送，结果见下面。').then((failure) => failure && say(failure));
});

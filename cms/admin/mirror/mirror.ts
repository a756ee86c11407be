import { Mirror, type SetMirror } from '../../protocol/mirror.ts';
import { api } from '../../protocol/paths.ts';
import { deskClient, DeskError } from '../backend/desk-client.ts';
import { askFirst } from '../dialogs/ask-first.ts';
import { element } from '../dialogs/dialog.ts';
import { mirrorPage, signInAddress } from '../gate/next-page.ts';
import { renew } from '../releases/renew.ts';
import { trouble, troubleDoing } from '../releases/trouble.ts';
import { watch } from '../releases/watch.ts';
import { standing } from './standing.ts';

const EVERY = 5000;

const client = deskClient((...request) => fetch(...request));
const part = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
const [status, problem, now] = [part('status'), part('problem'), part('now')];
const [url, wrong, kept] = [part<HTMLInputElement>('url'), part('url-wrong'), part('url-kept')];
const form = document.querySelector('form') as HTMLFormElement;

/** What is set and what came of it; nothing before the first answer. */
let told: Mirror | undefined;
/** Something is being done that another click must not do again. */
let busy = false;

const desk = watch(look, EVERY, document);

async function look(): Promise<void> {
  try {
    const mirror = await client.read(api.mirror, Mirror);
    // The form is the person's from then on.
    if (!told && mirror.setting) choice(mirror.setting.what).checked = true;
    told = mirror;
    renew(problem, []);
    show(mirror);
  } catch (error) {
    const out = error instanceof DeskError && error.code === 'signed-out';
    if (out && !told) location.replace(signInAddress(mirrorPage));
    else renew(problem, [explained(trouble(error), out)]);
  }
  if (status.dataset['of'] === 'opening') say('');
}

const choice = (what: string) => form.querySelector<HTMLInputElement>(`input[value="${what}"]`) as HTMLInputElement;

function show(mirror: Mirror): void {
  const { setting } = mirror;
  renew(now, [
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
  for (const section of document.querySelectorAll<HTMLElement>('[data-filled]')) section.hidden = false;
}

const button = (act: string, label: string) => element('button', { type: 'button', class: 'desk-button', 'data-act': act, 'data-focus': act }, label);

/** A sentence about the desk or the connection, and what can be done. */
function explained(sentence: string, signedOut: boolean): HTMLElement {
  return element(
    'div',
    { class: 'notice wrong', 'data-key': 'problem' },
    element('p', {}, sentence + (told ? '下面是最后一次读到的情况。' : '')),
    ...(signedOut ? [element('p', { class: 'act' }, element('a', { href: signInAddress(mirrorPage), 'data-focus': 'sign-in' }, '去登录'))] : []),
  );
}

/** Read out, and shown until something else is said. */
function say(sentence: string): void {
  delete status.dataset['of'];
  status.textContent = sentence;
}

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
    await desk.again();
    busy = false;
  }
}

async function save(): Promise<void> {
  const address = url.value.trim();
  const what = choice('all').checked ? 'all' : 'main';
  mark(address || told?.setting ? '' : '请填写远端仓库的地址。');
  if (wrong.textContent) return url.focus();
  const act = () => set({ ...(address ? { url: address } : {}), what }, '已经保存，结果见下面。');
  const privately = what === 'main' || (!address && told?.setting?.what === 'all');
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
document.addEventListener('click', ({ target }) => {
  const act = target instanceof Element ? target.closest<HTMLElement>('main button[data-act]')?.dataset['act'] : undefined;
  const setting = told?.setting;
  if (!act || !setting || busy) return;
  if (act === 'off') void stop();
  else void set({ what: setting.what, paused: act === 'pause' }, act === 'pause' ? '已经暂停。' : '已经开始推送，结果见下面。').then((failure) => failure && say(failure));
});

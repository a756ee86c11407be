import { answer, type Answer } from './engine.ts';
import { resultItems } from './results.ts';

/** Results that are shown at once. */
const PAGE = 10;
/** Milliseconds without a key before what is typed is looked up. */
const PAUSE = 250;

const root = document.querySelector<HTMLElement>('[data-search]')!;
const form = root.querySelector('form')!;
const input = form.querySelector<HTMLInputElement>('input[name=q]')!;
const radios = [...form.querySelectorAll<HTMLInputElement>('input[name=in]')];
const status = root.querySelector<HTMLElement>('[data-status]')!;
const list = root.querySelector<HTMLOListElement>('[data-results]')!;
const more = root.querySelector<HTMLButtonElement>('[data-more]')!;
const states = [...root.querySelectorAll<HTMLElement>('[data-state]')];

const columnName = (column: string) => radios.find(({ value }) => value === column)?.dataset['name'] ?? '';
const show = (state: 'idle' | 'none' | 'failed' | 'found') => {
  for (const part of states) part.hidden = part.dataset['state'] !== state;
};
const title = document.title;

/** Counts the questions, so that a late answer to an earlier one is dropped. */
let asked = 0;
let current: Answer | undefined;
/** Found pages that were asked for: one that is gone takes no place in the list. */
let shown = 0;

async function search(): Promise<void> {
  const typed = input.value.trim();
  const question = ++asked;
  document.title = typed ? `${typed} - ${title}` : title;
  if (!typed) {
    present(undefined, 'idle', '');
    return;
  }
  status.textContent = '正在查找……';
  try {
    const given = await answer(typed, radios.find(({ checked }) => checked)?.value || undefined);
    const items = await resultItems(given.pages.slice(0, PAGE), given, columnName);
    if (question !== asked) return;
    if (given.query.runs.length === 0) present(undefined, 'idle', '');
    else if (items.length === 0) present(undefined, 'none', `没有找到包含${given.query.runs.map((run) => `“${run}”`).join('和')}的页面。`);
    else present(given, 'found', `找到 ${given.pages.length} 个页面`, items);
  } catch {
    if (question === asked) present(undefined, 'failed', '搜索没有完成。');
  }
}

function present(given: Answer | undefined, state: Parameters<typeof show>[0], sentence: string, items: HTMLElement[] = []): void {
  current = given;
  show(state);
  status.textContent = sentence;
  list.replaceChildren(...items);
  shown = PAGE;
  more.hidden = !given || given.pages.length <= shown;
}

more.addEventListener('click', async () => {
  const given = current;
  if (!given) return;
  const from = shown;
  more.disabled = true;
  try {
    const items = await resultItems(given.pages.slice(from, from + PAGE), given, columnName);
    if (given !== current) return;
    list.append(...items);
    shown = from + PAGE;
    more.hidden = shown >= given.pages.length;
    status.textContent = `找到 ${given.pages.length} 个页面，已显示 ${list.children.length} 个`;
    items[0]?.querySelector('a')?.focus();
  } catch {
    status.textContent = '没有取到更多结果，请再试一次。';
  } finally {
    more.disabled = false;
  }
});

/** The address holds the question, so that it can be linked and Back returns to it. */
let settled = true;
function remember(): void {
  const parameters = new URLSearchParams();
  const column = radios.find(({ checked }) => checked)?.value;
  if (input.value.trim()) parameters.set('q', input.value.trim());
  if (column) parameters.set('in', column);
  const address = `${location.pathname}${parameters.size ? `?${parameters}` : ''}`;
  if (address === location.pathname + location.search) return;
  history[settled ? 'pushState' : 'replaceState'](null, '', address);
  settled = false;
}
function restore(): void {
  const parameters = new URLSearchParams(location.search);
  input.value = parameters.get('q') ?? '';
  const column = parameters.get('in') ?? '';
  for (const radio of radios) radio.checked = radio.value === (radios.some(({ value }) => value === column) ? column : '');
  settled = true;
  void search();
}

let timer: ReturnType<typeof setTimeout> | undefined;
function later(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    remember();
    void search();
  }, PAUSE);
}
function now(): void {
  clearTimeout(timer);
  remember();
  settled = true;
  void search();
}

// While a Chinese input method composes, the field holds half-typed pinyin: nothing is looked up until it is done.
input.addEventListener('input', (event) => {
  if (!(event as InputEvent).isComposing) later();
});
input.addEventListener('compositionend', later);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  now();
});
for (const radio of radios) radio.addEventListener('change', now);
addEventListener('popstate', restore);

restore();

import { FRAMES, type Theme } from './first-paint.ts';

const root = document.documentElement;
const toggle = document.querySelector<HTMLButtonElement>('[data-display]')!;
const elder = document.querySelector<HTMLButtonElement>('[data-elder]')!;
const panel = document.getElementById('display')!;
const radios = [...panel.querySelectorAll<HTMLInputElement>('input')];

/** The choices, by the names of their radios, of storage and of `<html>`'s data; an empty one is none. */
const CHOICES = ['theme', 'size'] as const;

/** Storage may be forbidden or full: then a choice holds for this page. */
function keep(name: string, value: string): void {
  try {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
  } catch {}
}

function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? '';
  } catch {
    return undefined;
  }
}

/** Shows the page as `<html>` should say, and the controls with it. */
function show(name: (typeof CHOICES)[number], value: string): void {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
  if (name !== 'theme') return;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('[name=theme-color]')) meta.content = FRAMES[value as Theme] ?? FRAMES[meta.media.includes('dark') ? 'dark' : 'light'];
}

function mark(): void {
  for (const radio of radios) radio.checked = radio.value === (root.dataset[radio.name] ?? '');
}

function choose(name: (typeof CHOICES)[number], value: string): void {
  show(name, value);
  keep(name, value);
  mark();
}

/** What was chosen in another tab, or while this page lay in the browser's memory. */
function follow(): void {
  for (const name of CHOICES) {
    const value = kept(name);
    if (value !== undefined) show(name, value);
  }
  mark();
}

function open(shown: boolean): void {
  panel.hidden = !shown;
  toggle.setAttribute('aria-expanded', String(shown));
}

toggle.addEventListener('click', () => open(panel.hidden !== false));
elder.addEventListener('click', () => choose('theme', root.dataset['theme'] === 'elder' ? '' : 'elder'));
panel.addEventListener('change', ({ target }) => {
  const { name, value } = target as HTMLInputElement;
  choose(name as (typeof CHOICES)[number], value);
});
document.addEventListener('keydown', ({ key, target }) => {
  if (key !== 'Escape' || panel.hidden) return;
  const inside = target === toggle || panel.contains(target as Node);
  open(false);
  if (inside) toggle.focus();
});
addEventListener('storage', follow);
addEventListener('pageshow', ({ persisted }) => persisted && follow());
mark();

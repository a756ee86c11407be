import type { Bell, MarkRead } from '../../protocol/notices.ts';
import type { Waiting } from '../../protocol/store.ts';
import type { DeskClient } from '../backend/desk-client.ts';
import { element } from '../dialogs/dialog.ts';
import { renew } from '../page/renew.ts';
import { trouble } from '../page/trouble.ts';
import { watch } from '../page/watch.ts';
import { bellClient } from './bell-client.ts';
import { bellIcon } from './icon.ts';
import { sheet } from './sheet.ts';

const EVERY = 60_000;
const GAP = 8;

/**
 * What was told to this person and what waits for them, behind every `<desk-bell>` of the page: Decap has one in the corner of its head, and makes
 * it anew whenever it goes to the editor or comes back. The sheet is one, a popover of the browser's own: a click outside and Esc close it,
 * and the focus goes back to the bell.
 */
export function hangBell(desk: Pick<DeskClient, 'ask' | 'read' | 'write'>, page: Document): void {
  const client = bellClient(desk);
  const buttons = new Set<HTMLButtonElement>();
  let told: Bell | undefined;
  let waiting: Waiting[] | undefined;

  const heading = element('h2', { id: 'desk-bell-title', tabindex: '-1', autofocus: '' }, '通知');
  const all = element('button', { type: 'button', class: 'desk-bell-read' }, '全部标为已读');
  const status = element('p', { class: 'desk-bell-status', role: 'status' });
  const parts = element('div', {});
  const panel = element('div', { id: 'desk-bell', class: 'desk-bell-sheet', popover: 'auto', role: 'dialog', 'aria-labelledby': heading.id }, element('div', { class: 'desk-bell-head' }, heading, all), status, parts);
  page.body.append(panel);
  const isOpen = () => panel.matches(':popover-open');

  const looking = watch(look, EVERY, page);

  async function look(): Promise<void> {
    if (buttons.size === 0) return;
    try {
      const [bell, mine] = await Promise.all([client.look(), isOpen() ? client.waiting() : waiting]);
      [told, waiting] = [bell, mine];
      status.textContent = '';
    } catch (error) {
      // What cannot be asked now stays as it was; whoever looks is told why.
      if (isOpen()) status.textContent = trouble(error);
    }
    show();
  }

  function show(): void {
    for (const button of buttons) count(button, told);
    all.hidden = !told?.unread;
    if (told && isOpen()) renew(parts, sheet(told, waiting));
  }

  async function mark(which: MarkRead): Promise<void> {
    try {
      told = await client.markRead(which);
      status.textContent = '';
    } catch (error) {
      status.textContent = trouble(error);
    }
    show();
    // What had the focus may be gone.
    if (isOpen() && !panel.contains(page.activeElement)) heading.focus();
  }

  panel.addEventListener('toggle', () => {
    for (const button of buttons) button.setAttribute('aria-expanded', String(isOpen()));
    if (!isOpen()) return;
    if (!told) status.textContent = '正在读取……';
    show();
    void looking.again();
  });
  panel.addEventListener('click', ({ target }) => {
    const on = target instanceof Element ? target.closest<HTMLElement>('button, a') : null;
    if (!on) return;
    const { read, notice } = on.dataset;
    const newest = told?.notices[0]?.id;
    if (on === all && newest !== undefined) void mark({ upTo: newest });
    if (read) void mark({ id: Number(read) });
    if (notice) void mark({ id: Number(notice) });
    if ('leaves' in on.dataset) panel.hidePopover();
  });

  customElements.define('desk-bell', class extends HTMLElement {
    readonly #button = element('button', { type: 'button', class: 'desk-bell-button', 'aria-haspopup': 'dialog', 'aria-expanded': 'false' });

    constructor() {
      super();
      this.#button.popoverTargetElement = panel;
      this.#button.addEventListener('click', () => place(panel, this.#button));
    }

    connectedCallback() {
      this.replaceChildren(this.#button);
      buttons.add(this.#button);
      count(this.#button, told);
      void looking.again();
    }

    disconnectedCallback() {
      buttons.delete(this.#button);
    }
  });
}

/** Under its bell, and inside the window. */
function place(panel: HTMLElement, button: HTMLElement): void {
  const { bottom, right } = button.getBoundingClientRect();
  panel.style.setProperty('--top', `${bottom + GAP}px`);
  panel.style.setProperty('--right', `${Math.max(GAP, document.documentElement.clientWidth - right)}px`);
}

/** How many are unread, for eyes and ears; and a sign where messages do not go out. */
function count(button: HTMLButtonElement, told: Bell | undefined): void {
  const { unread = 0, delivery = null } = told ?? {};
  const stuck = Boolean(delivery && (delivery.again || delivery.undelivered));
  const badge = (text: string) => element('span', { class: 'desk-bell-count', 'aria-hidden': 'true' }, text);
  button.setAttribute('aria-label', ['通知', ...(unread ? [`${unread} 条未读`] : []), ...(stuck ? ['有消息没有发出去'] : [])].join('，'));
  button.title = '通知';
  button.replaceChildren(bellIcon(), ...(unread ? [badge(unread > 99 ? '99+' : String(unread))] : stuck ? [badge('!')] : []));
}

import { type LogLine, LogName } from '../../protocol/people.ts';
import { pages } from '../../protocol/paths.ts';
import { deskClient, DeskError } from '../backend/desk-client.ts';
import { element } from '../dialogs/dialog.ts';
import { signInAddress } from '../gate/next-page.ts';
import { peopleClient } from '../people/people-client.ts';
import { part } from '../page/page.ts';
import { trouble } from '../page/trouble.ts';
import { logTable, rowOf } from './log-table.ts';

const client = peopleClient(deskClient((...request) => fetch(...request)));
const [status, problem, place] = [part('status'), part('problem'), part('log')];
const buttons = [...document.querySelectorAll<HTMLElement>('[data-log]')];

/** The log that is shown is the address's, so that a reload and the way back show it again. */
const chosen = (): LogName => LogName.safeParse(location.hash.slice(1)).data ?? 'acts';

/** Shows the chosen log from its newest line on. */
async function open(): Promise<void> {
  const name = chosen();
  for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset['log'] === name));
  place.replaceChildren();
  const { lines, more } = (await read(name)) ?? {};
  // Another log may have been chosen meanwhile.
  if (!lines || name !== chosen()) return;
  if (lines.length === 0) {
    place.replaceChildren(element('p', { class: 'empty' }, name === 'acts' ? '还没有人改过账号和设定。' : '还没有人登录过。'));
    return;
  }
  const { table, body } = logTable(name, lines);
  const further = element('button', { type: 'button', class: 'desk-button' }, '更早的');
  further.hidden = !more;
  let last = lines.at(-1);
  further.addEventListener('click', () => void readOn());
  place.replaceChildren(...table, element('p', { class: 'act' }, further));

  async function readOn(): Promise<void> {
    const page = await read(name, last);
    if (!page) return;
    const rows = page.lines.map((line) => rowOf(name, line));
    body.append(...rows);
    last = page.lines.at(-1) ?? last;
    further.hidden = !page.more;
    status.textContent = `又读到 ${rows.length} 条${page.more ? '' : '，没有更早的了'}。`;
    // The button may be gone, and with it the focus.
    if (!page.more) part('title').focus({ preventScroll: true });
  }
}

/** A page of a log, or undefined when the page says why there is none. */
async function read(name: LogName, before?: LogLine) {
  status.textContent = '正在读取……';
  try {
    const page = await client.log(name, before);
    problem.replaceChildren();
    return page;
  } catch (error) {
    const out = error instanceof DeskError && error.code === 'signed-out';
    if (out && place.childElementCount === 0) location.replace(signInAddress(pages.log));
    else problem.replaceChildren(explained(trouble(error), out, error instanceof DeskError && error.code === 'forbidden'));
    return undefined;
  } finally {
    status.textContent = '';
  }
}

/** A sentence about the desk or the connection, and what can be done. */
function explained(sentence: string, signedOut: boolean, forbidden: boolean): HTMLElement {
  const again = element('button', { type: 'button', class: 'desk-button' }, '再试一次');
  again.addEventListener('click', () => void open());
  const way = signedOut ? [element('a', { href: signInAddress(pages.log) }, '去登录')] : forbidden ? [] : [again];
  return element('div', { class: 'notice wrong' }, element('p', {}, sentence), ...way.map((one) => element('p', { class: 'act' }, one)));
}

for (const button of buttons) {
  button.addEventListener('click', () => {
    history.replaceState(null, '', `#${button.dataset['log']}`);
    void open();
  });
}
addEventListener('hashchange', () => void open());
void open();

import type { LogLine, LogName } from '../../protocol/people.ts';
import { element } from '../dialogs/dialog.ts';
import { logFile } from '../people/people-client.ts';
import { time } from '../releases/present.ts';

const NAMES: Readonly<Record<LogName, string>> = { acts: '管理日志', 'sign-ins': '登录日志' };
const HEADS: Readonly<Record<LogName, readonly string[]>> = { acts: ['时间', '谁', '做了什么', '说明', '地址'], 'sign-ins': ['时间', '用户名', '结果', '地址'] };

/** A log as a table that scrolls by itself, with the way to fetch the whole of it; `body` takes further rows. */
export function logTable(name: LogName, lines: readonly LogLine[]): { table: HTMLElement[]; body: HTMLElement } {
  const body = element('tbody', { role: 'rowgroup' }, ...lines.map((line) => rowOf(name, line)));
  const head = element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...HEADS[name].map((words) => element('th', { scope: 'col', role: 'columnheader' }, words))));
  const table = [
    element('p', { class: 'act' }, element('a', { href: logFile(name), download: '' }, `导出全部${NAMES[name]}（CSV，可用 Excel、WPS 打开）`)),
    element('div', { class: 'scrolls', tabindex: '0', role: 'region', 'aria-label': NAMES[name] }, element('table', { role: 'table' }, head, body)),
  ];
  return { table, body };
}

/** One line of a log. */
export const rowOf = (name: LogName, { at, username, address, act, subject, detail }: LogLine): HTMLElement => {
  const cells: (string | Node)[] = name === 'acts' ? [time(at), username, [act, subject].filter(Boolean).join(' '), detail, address] : [time(at), username, act, address];
  // The roles are said: on a telephone the rows are laid out as blocks, and browsers would take them for no table.
  return element('tr', { role: 'row' }, ...cells.map((cell) => element('td', { role: 'cell' }, cell)));
};

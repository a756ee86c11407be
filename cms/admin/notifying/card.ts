import type { Channel } from '../../protocol/notices.ts';
import { element } from '../dialogs/dialog.ts';

/** One way out of the desk: what is set, or what it would be good for, and what can be done with it. `rows` are empty where it is off. */
export function card(channel: Channel, rows: readonly (readonly [term: string, words: string])[], off: string, test: string): HTMLElement {
  const button = (act: string, words: string, more = '') => element('button', { type: 'button', class: `desk-button${more}`, 'data-act': act, 'data-channel': channel, 'data-focus': `${channel} ${act}` }, words);
  return element(
    'div',
    { class: 'card', 'data-key': channel },
    ...(rows.length
      ? [element('dl', {}, ...rows.map(([term, words]) => element('div', {}, element('dt', {}, term), element('dd', {}, words))))]
      : [element('p', { class: 'hint' }, off)]),
    element('p', { class: 'act buttons' }, ...(rows.length ? [button('test', test, ' primary'), button('set', '修改'), button('off', '关闭')] : [button('set', '设置', ' primary')])),
  );
}

import type { Notifying, Undelivered } from '../../protocol/notices.ts';
import { element } from '../dialogs/dialog.ts';
import { toTheMinute } from '../panel/words.ts';
import { troubleInWords } from './words.ts';

/** What does not go out and why, for `renew`; nothing while everything goes. */
export function undeliveredParts({ delivery, undelivered }: Notifying): HTMLElement[] {
  const sentence = troubleInWords(delivery);
  if (!sentence) return [];
  return [
    element(
      'div',
      { class: `notice ${delivery.undelivered ? 'wrong' : 'care'}`, 'data-key': 'trouble' },
      element('p', {}, sentence),
      element('p', {}, delivery.undelivered ? '先用“发一条测试”找到毛病，改好以后再发一次。稿子的发布不受影响，编务台里的消息一条不少。' : '稿子的发布不受影响，编务台里的消息一条不少。'),
      ...(delivery.undelivered ? [element('p', { class: 'act buttons' }, button('again', '再发一次'), button('drop', '不再发，清空'))] : []),
    ),
    ...(undelivered.length ? [element('ol', { class: 'list', role: 'list', 'data-key': 'list' }, ...undelivered.map(item))] : []),
  ];
}

const button = (act: string, words: string) => element('button', { type: 'button', class: 'desk-button', 'data-act': act, 'data-focus': act }, words);

const item = ({ channel, target, sentence, at, tries, error }: Undelivered): HTMLElement => element(
  'li',
  {},
  element('h3', {}, sentence),
  element('p', { class: 'when' }, element('span', {}, channel === 'mail' ? `邮件 ${target}` : '群消息'), element('span', {}, element('time', { datetime: at }, toTheMinute(at))), element('span', {}, `试了 ${tries} 次`)),
  element('p', {}, error),
);

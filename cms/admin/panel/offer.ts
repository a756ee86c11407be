import { pages } from '../../protocol/paths.ts';
import type { Standing } from '../../protocol/store.ts';
import { element } from '../dialogs/dialog.ts';
import type { EntryPlace } from './place.ts';
import { type Offer, offered, withheld } from './verbs.ts';

/** The buttons that this person may use now, the first of them in colour; then, folded, what they may not and why. */
export function offer(standing: Standing): HTMLElement {
  const offers = offered(standing);
  const reasons = withheld(standing);
  // Of two that lead on, the first is the one that is meant.
  const primary = offers.find(({ kind }) => kind === 'leads');
  const row = (some: readonly Offer[]) => (some.length === 0 ? [] : [element('p', { class: 'desk-offers' }, ...some.map((one) => element(
    'button',
    { type: 'button', class: one === primary ? 'desk-button primary' : one.kind === 'removes' ? 'desk-button quiet' : 'desk-button', 'data-verb': one.verb, 'data-focus': one.verb },
    one.label,
  )))]);
  return element(
    'section',
    { 'data-key': 'offer', 'aria-labelledby': 'desk-offer' },
    element('h3', { id: 'desk-offer', tabindex: '-1' }, '您现在可以'),
    ...(offers.length ? [] : [element('p', { class: 'desk-fine' }, standing.withdrawn ? '已经撤稿，没有要做的了。' : '现在没有要您做的。')]),
    ...row(offers.filter(({ kind }) => kind !== 'removes')),
    ...row(offers.filter(({ kind }) => kind === 'removes')),
    ...(reasons.length ? [element(
      'details',
      { 'data-fold': 'why' },
      element('summary', { 'data-focus': 'why' }, '为什么不能……'),
      element('ul', {}, ...reasons.map(({ labels, reasons: sentences }) => element('li', {}, element('strong', {}, labels.join('、')), `：${sentences.join('；')}。`))),
    )] : []),
  );
}

/** Where more about this entry is told. */
export function links({ key, address }: EntryPlace, { published, status }: Standing): HTMLElement {
  const name = `${key.collection}/${key.id}`;
  const link = (href: string, text: string, more: Record<string, string> = {}) => element('a', { href, 'data-focus': href, ...more }, text);
  return element(
    'nav',
    { 'data-key': 'links', 'aria-label': '这一条的其他页面' },
    ...(published || status !== null ? [
      link(`${pages.admin}history/#${name}`, '历史版本'),
      link(`${pages.admin}approval/#${name}`, '发稿审批单'),
    ] : []),
    ...(published && address ? [link(address, '看公开页', { target: '_blank' })] : []),
  );
}

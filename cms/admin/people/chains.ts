import type { People } from '../../protocol/people.ts';
import type { ChainLength } from '../../protocol/roles.ts';
import { element } from '../dialogs/dialog.ts';
import { CHAIN_CHOICES, chainLength, COLLECTION_CHOICES } from './words.ts';

/** What is to be known about the chains before they are read: that there is nobody to sign, or too few. */
export function chainNotices({ alone, shortages }: People): HTMLElement[] {
  if (alone) {
    return [element('p', { class: 'notice care', 'data-key': 'alone' }, '现在只有一个在用的账号，没有人可以审签，所以所有栏目都不设审签，保存后自己就能发布。有了第二个在用的账号，就按下面的设定执行。')];
  }
  return shortages.map(({ collections, sentence }) => element('p', { class: 'notice care', 'data-key': `short-${collections.join()}` }, `${sentence}。`));
}

/** The chain of each collection, to be chosen. */
export function chainForm({ chains }: People): HTMLElement {
  return element(
    'form',
    { id: 'chain-form', class: 'rows', 'data-key': 'chains' },
    ...COLLECTION_CHOICES.map(([name, label]) => element(
      'p',
      {},
      element('label', { for: `chain-${name}` }, label),
      element('select', { id: `chain-${name}`, name, class: 'desk-line', 'data-focus': name },
        ...CHAIN_CHOICES.map(([value, words]) => element('option', { value, ...(value === String(chains[name] ?? 0) ? { selected: '' } : {}) }, words))),
    )),
    element('p', { class: 'act' }, element('button', { type: 'submit', class: 'desk-button primary', 'data-focus': 'save' }, '保存审签设定')),
  );
}

/** What is chosen in it. */
export const chosenChains = (form: HTMLFormElement): Record<string, ChainLength> =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, chainLength(String(value))]));

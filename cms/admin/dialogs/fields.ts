import { element } from './dialog.ts';

let made = 0;
const freshId = () => `desk-field-${++made}`;

export interface LongText {
  label: string;
  /** What it is for and who will read it. */
  hint: string;
  /** What was typed before. */
  value: string;
  most: number;
}

/** A place for a few sentences. What is pasted beyond `most` signs is kept, and judged by whoever asks. */
export function longText({ label, hint, value, most }: LongText): { field: HTMLElement; input: HTMLTextAreaElement } {
  const id = freshId();
  const input = element('textarea', { id, rows: '4', 'aria-describedby': `${id}-hint` });
  input.value = value;
  const left = element('span', {});
  const count = () => void (left.textContent = `${[...input.value].length}/${most}`);
  input.addEventListener('input', count);
  count();
  const field = element('div', { class: 'desk-field' }, element('label', { for: id }, label), input, element('p', { class: 'desk-hint', id: `${id}-hint` }, hint, ' ', left));
  return { field, input };
}

/** A box to tick, with what that means. */
export function tickBox(label: string, hint: string, given?: string): { field: HTMLElement; input: HTMLInputElement } {
  const id = freshId();
  const input = element('input', { type: 'checkbox', id, 'aria-describedby': `${id}-hint` });
  // What is given cannot be given again.
  if (given !== undefined) input.checked = input.disabled = true;
  return { field: element('div', { class: 'desk-tick' }, input, element('label', { for: id }, label), element('p', { class: 'desk-hint', id: `${id}-hint` }, given ?? hint)), input };
}

/** A field of one of the browser's own kinds, such as `date` and `time`. */
export function shortField(type: 'date' | 'time', label: string, value: string): { field: HTMLElement; input: HTMLInputElement } {
  const id = freshId();
  const input = element('input', { type, id, required: '' });
  input.value = value;
  return { field: element('div', { class: 'desk-field' }, element('label', { for: id }, label), input), input };
}

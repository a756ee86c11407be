import { element } from './dialog.ts';

let made = 0;
const freshId = () => `desk-form-${++made}`;

/** A field of a form, named as the form's schema names its value, with a place for what is wrong with it. */
export interface Field<I extends HTMLElement> {
  field: HTMLElement;
  input: I;
}

const hintOf = (id: string, hint: string | undefined) => (hint ? [element('p', { class: 'desk-hint', id: `${id}-hint` }, hint)] : []);
const wrongOf = (id: string) => element('p', { class: 'desk-field-wrong', id: `${id}-wrong` });
const describedBy = (id: string, hint: string | undefined) => (hint ? `${id}-hint ${id}-wrong` : `${id}-wrong`);

function labelled<I extends HTMLElement>(name: string, label: string, input: I, hint: string | undefined): Field<I> {
  const id = freshId();
  input.id = id;
  input.setAttribute('aria-describedby', describedBy(id, hint));
  return { field: element('div', { class: 'desk-field', 'data-field': name }, element('label', { for: id }, label), input, ...hintOf(id, hint), wrongOf(id)), input };
}

/** A line to fill in. `attributes` are the input's own, such as `type` and `autocomplete`. */
export function lineField(name: string, label: string, attributes: Readonly<Record<string, string>> = {}, hint?: string): Field<HTMLInputElement> {
  const { value, ...rest } = { value: '', ...attributes };
  const input = element('input', { type: 'text', class: 'desk-line', ...rest });
  input.value = value;
  return labelled(name, label, input, hint);
}

/** One of several; each with its value and its words. */
export function choiceField(name: string, label: string, choices: readonly (readonly [value: string, words: string])[], chosen: string, hint?: string): Field<HTMLSelectElement> {
  const options = choices.map(([value, words]) => element('option', { value, ...(value === chosen ? { selected: '' } : {}) }, words));
  return labelled(name, label, element('select', { class: 'desk-line' }, ...options), hint);
}

export interface Ticks<V extends string> {
  field: HTMLElement;
  /** The values that are ticked, in the order in which they are offered. */
  ticked: () => V[];
}

/** Several of several. */
export function tickFields<V extends string>(
  name: string, legend: string, choices: readonly (readonly [value: V, words: string])[], ticked: readonly string[], hint?: string,
): Ticks<V> {
  const id = freshId();
  const boxes = choices.map(([value]) => element('input', { type: 'checkbox', value, id: freshId(), ...(ticked.includes(value) ? { checked: '' } : {}) }));
  const field = element(
    'fieldset',
    { class: 'desk-ticks', 'data-field': name, 'aria-describedby': describedBy(id, hint) },
    element('legend', {}, legend),
    ...hintOf(id, hint),
    ...boxes.map((box, at) => element('label', {}, box, ' ', choices[at]![1])),
    wrongOf(id),
  );
  return { field, ticked: () => choices.map(([value]) => value).filter((_, at) => boxes[at]!.checked) };
}

/** Writes beside a field what is wrong with it, takes away what was said of others, and leads there. Whether there is such a field. */
export function markWrong(form: Element, name: PropertyKey | undefined, sentence: string): boolean {
  for (const field of form.querySelectorAll<HTMLElement>('[data-field]')) {
    const wrong = field.dataset['field'] === name;
    const inputs = field.querySelectorAll<HTMLElement>('input, select');
    for (const input of inputs) {
      if (wrong) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
    }
    const said = field.querySelector('.desk-field-wrong');
    if (said) said.textContent = wrong ? sentence : '';
    if (wrong) inputs[0]?.focus();
  }
  return name !== undefined && form.querySelector(`[data-field="${CSS.escape(String(name))}"]`) !== null;
}

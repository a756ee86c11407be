import { createElement, useId } from 'react';

/** As much of Immutable's map as is needed: the value of a code block is `{ lang, code }`. */
interface Values {
  get(key: string): unknown;
  set(key: string, value: unknown): Values;
}

interface Control {
  value?: Values;
  onChange: (value: Values) => void;
  classNameWrapper: string;
}

/**
 * A plain place to see and mend a code block that stands in a text. Decap's own is CodeMirror with forty languages, a third
 * of the whole application, for something that a union's site does not write; but without any the rich text editor breaks.
 */
function CodeBlock({ value, onChange, classNameWrapper }: Control) {
  const id = useId();
  const code = String(value?.get('code') ?? '');
  return createElement(
    'div',
    { className: classNameWrapper },
    createElement('label', { htmlFor: id }, '代码块'),
    createElement('textarea', {
      id,
      className: 'desk-code',
      rows: Math.min(20, code.split('\n').length + 1),
      spellCheck: false,
      defaultValue: code,
      onChange: (event: { target: { value: string } }) => value && onChange(value.set('code', event.target.value)),
    }),
  );
}

export const codeWidget = { name: 'code', controlComponent: CodeBlock };
/** `type: 'code-block'` is what the rich text editor looks for. */
export const codeComponent = { id: 'code-block', label: '代码块', widget: 'code', type: 'code-block' };

type Content = Node | string;

/** An element with attributes and content; the dialogs are made of them. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...content: Content[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content);
  return made;
}

export interface DialogOptions {
  title: string;
  /** A wider dialog, for texts side by side. */
  wide?: boolean;
  /** The buttons at its end, the one that gets the focus first; by itself one that closes it. */
  buttons?: readonly HTMLButtonElement[];
}

/**
 * Shows a modal dialog over the page: the browser keeps the focus inside, Esc closes it, and the focus goes back to where
 * it was. A dialog that is open already is replaced.
 */
export function openDialog({ title, wide = false, buttons }: DialogOptions, ...content: Content[]): HTMLDialogElement {
  document.querySelector<HTMLDialogElement>('dialog.desk-dialog')?.close();
  const close = element('button', { type: 'button', class: 'desk-button primary' }, '知道了');
  const end = buttons ?? [close];
  const dialog = element(
    'dialog',
    { class: wide ? 'desk-dialog wide' : 'desk-dialog', 'aria-labelledby': 'desk-dialog-title' },
    element('h2', { id: 'desk-dialog-title' }, title),
    element('div', { class: 'desk-dialog-body' }, ...content),
    element('p', { class: 'desk-dialog-end' }, ...end),
  );
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  end[0]?.focus();
  return dialog;
}

/** Shows one sentence that a person has to have read. */
export const say = (title: string, sentence: string): HTMLDialogElement => openDialog({ title }, element('p', {}, sentence));

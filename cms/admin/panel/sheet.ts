import { element } from '../dialogs/dialog.ts';

/** Where there is no room beside the editor, the panel is a sheet that this button opens. */
export interface Sheet {
  button: HTMLButtonElement;
  /** Shows the button with the state in it, or neither where there is no entry. */
  label: (word: string | undefined) => void;
}

/** `panel` is the sheet itself; Esc and its own button close it, and the focus goes back to where it was opened. */
export function sheet(panel: HTMLElement): Sheet {
  const button = element('button', { type: 'button', class: 'desk-button primary desk-panel-open', 'aria-expanded': 'false', 'aria-controls': panel.id, hidden: '' });
  const close = element('button', { type: 'button', class: 'desk-button desk-panel-close' }, '收起');
  const set = (open: boolean) => {
    button.setAttribute('aria-expanded', String(open));
    panel.classList.toggle('open', open);
    if (open) close.focus();
    else if (panel.contains(document.activeElement)) button.focus();
  };
  button.addEventListener('click', () => set(button.getAttribute('aria-expanded') !== 'true'));
  close.addEventListener('click', () => set(false));
  panel.addEventListener('keydown', (event) => event.key === 'Escape' && panel.classList.contains('open') && set(false));
  panel.prepend(close);
  return {
    button,
    label: (word) => {
      button.hidden = word === undefined;
      if (word === undefined) set(false);
      else button.textContent = `审签 · ${word}`;
    },
  };
}

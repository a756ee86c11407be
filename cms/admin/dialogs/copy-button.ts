import { element } from './dialog.ts';

/** A button that copies a text, and says beside it that it did. */
export function copyButton(label: string, text: string): HTMLElement {
  const button = element('button', { type: 'button', class: 'desk-button' }, label);
  const said = element('span', { role: 'status', class: 'desk-copied' });
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(text).then(
      () => void (said.textContent = '已复制'),
      () => void (said.textContent = '浏览器不让复制，请选中以后自己复制'),
    );
  });
  return element('p', {}, button, said);
}

import { phrases } from '../decap/locale.ts';

type Toolbar = { editor: { editorToolbar: { save: string } } };
const { save } = (phrases as unknown as Toolbar).editor.editorToolbar;

/** Ctrl+S (⌘S) presses the editor's 保存, where there is one to press, instead of saving the web page as a file. */
export function saveByKey(page: Document): void {
  page.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    // Decap's class names change; the button is known by what it says.
    [...page.querySelectorAll('button')].find(({ textContent, disabled }) => textContent === save && !disabled)?.click();
  });
}

import { element, openDialog, say } from './dialog.ts';

export interface Question {
  title: string;
  /** What the button that does it says, while it is done, and the one that does not. */
  verb: string;
  busy: string;
  leave: string;
  /** Does it. Gives a sentence where it did not succeed, an empty one where another dialog has said it. Must not throw. */
  act: () => Promise<string | undefined>;
  /** What has the focus at first, where something is to be filled in. */
  first?: HTMLElement;
}

/**
 * Asks before something is done, and stays until it is: with words of progress, and, where it fails, with the reason and
 * another try. Resolves when the dialog is closed: whether it succeeded.
 */
export function askFirst({ title, verb, busy, leave, act, first }: Question, ...content: Node[]): Promise<boolean> {
  const go = element('button', { type: 'button', class: 'desk-button primary' }, verb);
  const stay = element('button', { type: 'button', class: 'desk-button' }, leave);
  const progress = element('p', { class: 'desk-progress', role: 'status' });
  const wrong = element('p', { class: 'desk-wrong', role: 'alert' });
  // The focus begins where something is to be filled in, or at the button that changes nothing.
  const dialog = openDialog({ title, buttons: [stay, go] }, ...content, progress, wrong);
  first?.focus();
  let working = false;
  let done = false;

  stay.addEventListener('click', () => working || dialog.close());
  // What has been asked for goes on at the desk: the dialog stays to say how it ends. A browser closes it at a second Esc all
  // the same, unless the key itself is refused.
  dialog.addEventListener('cancel', (event) => working && event.preventDefault());
  dialog.addEventListener('keydown', (event) => working && event.key === 'Escape' && event.preventDefault());
  go.addEventListener('click', () => working || void run());

  async function run(): Promise<void> {
    set(true);
    const sentence = await act();
    set(false);
    done = sentence === undefined;
    if (sentence && !dialog.open) say('没有成功', sentence);
    if (done) dialog.close();
    wrong.textContent = sentence ?? '';
    // What was filled in may only have to be filled in otherwise.
    if (!first) go.textContent = '再试一次';
  }

  function set(now: boolean): void {
    working = now;
    progress.textContent = now ? busy : '';
    wrong.textContent = '';
    // Not `disabled`: the focus would be lost.
    for (const button of [go, stay]) button.setAttribute('aria-disabled', String(now));
  }

  return new Promise((resolve) => dialog.addEventListener('close', () => resolve(done)));
}

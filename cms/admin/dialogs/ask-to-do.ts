import { troubleDoing } from '../page/trouble.ts';
import { askFirst } from './ask-first.ts';
import { element } from './dialog.ts';

/** Asks before something is done at the desk, in a paragraph. Resolves when the dialog is closed: whether it was done. */
export const askToDo = (title: string, verb: string, words: string, act: () => Promise<unknown>, busy = '正在处理……'): Promise<boolean> =>
  askFirst({ title, verb, busy, leave: '先不', act: () => act().then(() => undefined, troubleDoing) }, element('p', {}, words));

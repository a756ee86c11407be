import type { z } from 'astro/zod';
import { troubleDoing } from '../page/trouble.ts';
import { askFirst } from './ask-first.ts';
import { markWrong } from './form-fields.ts';

export interface Form<S extends z.ZodType> {
  title: string;
  verb: string;
  busy: string;
  leave?: string;
  schema: S;
  /** What was filled in, for the schema to judge. */
  values: () => unknown;
  /** What no schema knows: a field's name, and a sentence. */
  alsoWrong?: () => { name: string; sentence: string } | undefined;
  send: (values: z.infer<S>) => Promise<unknown>;
  first: HTMLElement;
}

/** Asks for a form to be filled in; the dialog stays until the desk has taken it. Enter in a line sends it. Resolves when it is closed: whether it was taken. */
export function askForm<S extends z.ZodType>({ schema, values, alsoWrong, send, leave = '取消', ...form }: Form<S>, ...content: Node[]): Promise<boolean> {
  const asked = askFirst({
    ...form,
    leave,
    act: async () => {
      const judged = schema.safeParse(values());
      const issue = judged.error?.issues[0];
      const wrong = issue ? { name: issue.path[0], sentence: issue.message } : alsoWrong?.();
      // Beside the field, where the form has one of that name; otherwise at its end.
      const beside = markWrong(form.first.closest('dialog')!, wrong?.name, wrong ? `${wrong.sentence}。` : '');
      if (wrong || !judged.success) return beside ? '' : `${wrong?.sentence ?? '还没有填完'}。`;
      try {
        await send(judged.data);
        return undefined;
      } catch (error) {
        return troubleDoing(error);
      }
    },
  }, ...content);
  const dialog = form.first.closest('dialog');
  dialog?.addEventListener('keydown', (event) => {
    const line = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox';
    // Enter that ends an input method's word is none.
    if (event.key !== 'Enter' || event.isComposing || !line) return;
    event.preventDefault();
    dialog.querySelector<HTMLButtonElement>('.desk-dialog-end .primary')?.click();
  });
  return asked;
}

import type { z } from 'astro/zod';
import { DeskError } from '../backend/desk-client.ts';

/** A form in front of the desk. Each input of it is named as the schema names its value. */
export interface GateForm<S extends z.ZodType> {
  form: HTMLFormElement;
  /** Where sentences about the whole form are read out. */
  notice: HTMLElement;
  schema: S;
  /** What the button says while the desk is asked. */
  busy: string;
  /** Sentences about single inputs that no schema knows, by name. */
  alsoWrong?: (values: Readonly<Record<string, string>>) => Record<string, string>;
  /** The values that the schema judges, where the form's own are not all. */
  values?: (values: Readonly<Record<string, string>>) => unknown;
  /** Asks the desk. Leaving the page is its business. */
  send: (values: z.infer<S>) => Promise<void>;
  /** What most likely has to be typed again after a refusal, where it is not the password. */
  again?: () => HTMLInputElement | undefined;
}

const inputsOf = (form: HTMLFormElement) => [...form.querySelectorAll('input')];

/** Gives a form its behaviour: sentences beside the inputs, the focus at the first wrong one, one request at a time. */
export function gateForm<S extends z.ZodType>({ form, notice, schema, busy, alsoWrong, values, send, again: typeAgain }: GateForm<S>): void {
  form.noValidate = true;
  const button = form.querySelector<HTMLButtonElement>('.submit') as HTMLButtonElement;
  const idle = button.textContent;
  for (const input of inputsOf(form)) {
    input.addEventListener('input', () => mark(input, ''));
    if (input.type === 'password') password(input);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (button.disabled) return;
    notice.textContent = '';
    const typed = Object.fromEntries(inputsOf(form).map(({ name, value }) => [name, value]));
    const judged = schema.safeParse(values ? values(typed) : typed);
    const wrong: Record<string, string> = { ...alsoWrong?.(typed) };
    // The first sentence about an input is the one to act on.
    for (const issue of [...(judged.error?.issues ?? [])].reverse()) wrong[String(issue.path[0])] = issue.message;
    for (const input of inputsOf(form)) mark(input, wrong[input.name] ?? '');
    const first = inputsOf(form).find(({ name }) => wrong[name]);
    if (first) {
      first.focus();
      return;
    }
    if (!judged.success) {
      notice.textContent = Object.values(wrong)[0] ?? '';
      return;
    }
    button.disabled = true;
    button.textContent = busy;
    send(judged.data).catch((error: unknown) => {
      notice.textContent = error instanceof DeskError ? `${error.message.replace(/。$/, '')}。` : '没有成功，请刷新页面再试。';
      void ready(button, idle, error instanceof DeskError ? error.retryAfterSeconds : 0);
      // The name is most likely right: what has to be typed again is the password.
      const again = typeAgain?.() ?? form.querySelector<HTMLInputElement>('input[type="password"]');
      again?.focus();
      again?.select();
    });
  });
}

/** Frees the button, after a pause where the desk asked for one. */
async function ready(button: HTMLButtonElement, label: string, seconds: number): Promise<void> {
  for (let left = Math.min(seconds, 3600); left > 0; left--) {
    button.textContent = `${left} 秒后可再试`;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  button.disabled = false;
  button.textContent = label;
}

/** Writes a sentence beside an input, for eyes and for screen readers. */
function mark(input: HTMLInputElement, sentence: string): void {
  const wrong = document.getElementById(`${input.id}-wrong`);
  if (wrong) wrong.textContent = sentence;
  if (sentence) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
}

/** A password can be shown, and says when the capitals are locked: the usual reason why a right one is refused. */
function password(input: HTMLInputElement): void {
  const reveal = input.parentElement?.querySelector<HTMLButtonElement>('.reveal');
  reveal?.addEventListener('click', () => {
    const show = input.getAttribute('type') === 'password';
    input.setAttribute('type', show ? 'text' : 'password');
    reveal.textContent = show ? '隐藏' : '显示';
    reveal.setAttribute('aria-pressed', String(show));
  });
  const caps = document.getElementById(`${input.id}-caps`);
  for (const kind of ['keydown', 'keyup'] as const) {
    input.addEventListener(kind, (event) => {
      if (caps) caps.textContent = event.getModifierState?.('CapsLock') ? '大写锁定打开着' : '';
    });
  }
  input.addEventListener('blur', () => caps && (caps.textContent = ''));
}

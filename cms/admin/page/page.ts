import { DeskError } from '../backend/desk-client.ts';
import { element } from '../dialogs/dialog.ts';
import { signInAddress } from '../gate/next-page.ts';
import { renew } from './renew.ts';
import { trouble, troubleDoing } from './trouble.ts';
import { watch } from './watch.ts';

/** What one of the desk's own pages reads again and again, and shows. */
export interface PageParts<T> {
  /** The page itself, for whoever has to sign in first. */
  place: string;
  /** How often it reads, in ms. */
  every: number;
  read: () => Promise<T>;
  /** `first`: nothing was shown before. */
  show: (told: T, first: boolean) => void;
  /** Behind a sentence of trouble, where what was read last still stands. */
  stands?: string;
  /** What can be done about trouble that is not to have signed out. */
  way?: () => HTMLElement;
  /** Whoever has signed out leaves at once; otherwise what was read stays, with the way to sign in. */
  leaves?: boolean;
}

/** A page of the desk's, which says what was done and what went wrong. */
export interface Page<T> {
  /** What it shows; nothing before the first answer. */
  readonly told: T | undefined;
  /** Reads again, after the look that is under way. */
  again: () => Promise<void>;
  /** Reads again after something was done, and says so. */
  done: (sentence: string) => Promise<void>;
  /** Waits for the desk to do something; then `done`, or the reason why not. */
  attempt: (doing: Promise<unknown>, sentence: string) => Promise<void>;
}

/** An element of the page, which is there. */
export const part = <E extends HTMLElement = HTMLElement>(id: string): E => document.getElementById(id) as E;

/** Read out, and shown until something else is said. */
export function say(sentence: string): void {
  const status = part('status');
  delete status.dataset['of'];
  status.textContent = sentence;
}

/** The sections that wait for an answer are shown, or not. */
export function reveal(shown = true): void {
  for (const section of document.querySelectorAll<HTMLElement>('[data-filled]')) section.hidden = !shown;
}

/** Hears of clicks on buttons that do something (`data-act`). */
export function onAct(act: (button: HTMLElement) => void): void {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('main button[data-act]') : null;
    if (button) act(button);
  });
}

/** The way on where the desk was not reached; the page hears of its click as `again`. */
export const tryAgain = (): HTMLElement => element('button', { type: 'button', class: 'desk-button', 'data-act': 'again', 'data-focus': 'again' }, '再试一次');

/** Opens a page: begins to read. */
export function openPage<T>({ place, every, read, show, stands = '下面是最后一次读到的情况。', way, leaves = false }: PageParts<T>): Page<T> {
  let told: T | undefined;

  async function look(): Promise<void> {
    try {
      const first = told === undefined;
      told = await read();
      renew(part('problem'), []);
      show(told, first);
    } catch (error) {
      const out = error instanceof DeskError && error.code === 'signed-out';
      if (out && (leaves || told === undefined)) location.replace(signInAddress(place));
      else renew(part('problem'), [explained(trouble(error), out)]);
    }
    if (part('status').dataset['of'] === 'opening') say('');
  }

  function explained(sentence: string, signedOut: boolean): HTMLElement {
    const next = signedOut ? element('a', { href: signInAddress(place), 'data-focus': 'sign-in' }, '去登录') : way?.();
    return element(
      'div',
      { class: 'notice wrong', 'data-key': 'problem' },
      element('p', {}, sentence + (told === undefined ? '' : stands)),
      ...(next ? [element('p', { class: 'act' }, next)] : []),
    );
  }

  const looking = watch(look, every, document);
  const done = async (sentence: string) => {
    await looking.again();
    say(sentence);
  };
  return {
    get told() {
      return told;
    },
    again: looking.again,
    done,
    attempt: async (doing, sentence) => {
      try {
        await doing;
        await done(sentence);
      } catch (error) {
        say(troubleDoing(error));
      }
    },
  };
}

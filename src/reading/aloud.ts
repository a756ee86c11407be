import { type Passage, passages } from './passages.ts';

/** Milliseconds after which a browser that has named no voice has none. */
const PATIENCE = 2000;

/** Lets an article be printed, and read aloud sentence by sentence. `bar`: its aids. */
export function readAloud(bar: HTMLElement): void {
  const part = <E extends HTMLElement>(name: string) => bar.querySelector<E>(`[data-${name}]`)!;
  const [speak, stop, rate] = [part('speak'), part('stop'), part<HTMLSelectElement>('rate')];
  const synthesis = (globalThis as { speechSynthesis?: SpeechSynthesis }).speechSynthesis;

  /** The article's sentences, once they are wanted; the one that is read or where reading paused. */
  let text: Passage[] | undefined;
  let at = 0;
  /** What is being said. A late word of an earlier one is not listened to; held, because Chromium forgets what nobody holds. */
  let saying: SpeechSynthesisUtterance | undefined;

  /** Mandarin, of the computer's own if there is one; Cantonese reads other words. */
  function findVoice(): SpeechSynthesisVoice | undefined {
    const known = synthesis!.getVoices().filter(({ lang }) => /^(?:zh|cmn)(?!.*(?:HK|MO))/i.test(lang));
    const rank = ({ lang, localService }: SpeechSynthesisVoice) => (/CN|Hans/i.test(lang) ? 2 : 0) + (localService ? 1 : 0);
    return known.sort((a, b) => rank(b) - rank(a))[0];
  }

  /** Shows the way in, or says that there is none; room for both is kept from the first paint. */
  function offer(): void {
    const can = synthesis !== undefined && findVoice() !== undefined;
    bar.dataset['voice'] = can ? 'yes' : 'no';
  }

  /** The state as the buttons show it: reading, paused or neither. */
  function show(state: 'reading' | 'paused' | ''): void {
    if (state) bar.dataset['state'] = state;
    else delete bar.dataset['state'];
    speak.textContent = state === 'reading' ? '暂停' : state === 'paused' ? '继续' : '朗读';
    stop.hidden = state === '';
  }

  function mark(range: Range | undefined): void {
    const highlights = (globalThis as { CSS?: { highlights?: HighlightRegistry } }).CSS?.highlights;
    if (!highlights) return;
    if (range) highlights.set('aloud', new Highlight(range));
    else highlights.delete('aloud');
  }

  /** Brings the sentence into view, as far as the reader was following. At once: the next one may come before a slow scroll is there. */
  function follow(range: Range, before: Range | undefined): void {
    const seen = (one: Range) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top < innerHeight && bottom > 0;
    };
    const { top, bottom } = range.getBoundingClientRect();
    if ((!before || seen(before)) && (bottom > innerHeight - 40 || top < bar.offsetHeight)) scrollBy({ top: top - innerHeight / 3, behavior: 'instant' });
  }

  /** Stops what is being said, and nothing that comes of it is heard any more. */
  function hush(): void {
    saying = undefined;
    synthesis?.cancel();
  }

  function say(): void {
    const voice = findVoice();
    const passage = text?.[at];
    if (!passage || !voice) return end();
    const utterance = new SpeechSynthesisUtterance(passage.text);
    [utterance.voice, utterance.lang, utterance.rate] = [voice, voice.lang, Number(rate.value)];
    utterance.addEventListener('end', () => {
      if (saying !== utterance) return;
      at += 1;
      say();
    });
    utterance.addEventListener('error', () => saying === utterance && pause());
    saying = utterance;
    mark(passage.range);
    follow(passage.range, text?.[at - 1]?.range);
    synthesis!.speak(utterance);
  }

  /** Not the browser's own pause, which some phones take for the end: the sentence is begun again. */
  function pause(): void {
    hush();
    show('paused');
  }

  function end(): void {
    hush();
    mark(undefined);
    at = 0;
    show('');
  }

  speak.addEventListener('click', () => {
    if (saying) return pause();
    text ??= passages(bar.closest('article')!);
    show('reading');
    hush();
    say();
  });
  stop.addEventListener('click', () => {
    end();
    speak.focus();
  });
  rate.addEventListener('change', () => {
    if (!saying) return;
    hush();
    say();
  });
  // Chromium would go on reading a page that nobody looks at any more.
  addEventListener('pagehide', end);
  part('print').addEventListener('click', () => print());

  if (synthesis) {
    synthesis.addEventListener('voiceschanged', offer);
    if (synthesis.getVoices().length > 0) offer();
    else setTimeout(() => 'voice' in bar.dataset || offer(), PATIENCE);
  } else offer();
}

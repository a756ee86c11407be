/** Characters that are spoken at once. Chromium falls silent after about fifteen seconds of one utterance; this is twelve of Chinese. */
export const LONGEST = 50;

/** An end of a sentence, with the closing marks that belong to it. A point between digits is none. */
const END = /[。！？!?；;…]+[”’」』）)】》]*|\n+/gu;
/** Where a sentence that is too long may be cut, the later the better. */
const PAUSE = /[，,、：:—]/gu;

/** Cuts a text into sentences, as `[from, to)`. Together they hold all of it but blanks between them. */
export function sentences(text: string): [from: number, to: number][] {
  const ends = [...text.matchAll(END)].map((found) => found.index + found[0].length);
  const cuts: [number, number][] = [];
  let from = 0;
  for (const to of [...ends, text.length]) {
    while (to - from > LONGEST) {
      const pauses = [...text.slice(from, from + LONGEST).matchAll(PAUSE)];
      const cut = from + ((pauses.at(-1)?.index ?? LONGEST - 1) + 1);
      cuts.push([from, cut]);
      from = cut;
    }
    cuts.push([from, to]);
    from = to;
  }
  return cuts.map(([a, b]) => trimmed(text, a, b)).filter(([a, b]) => /[\p{L}\p{N}]/u.test(text.slice(a, b)));
}

function trimmed(text: string, from: number, to: number): [number, number] {
  const part = text.slice(from, to);
  return [from + part.length - part.trimStart().length, to - (part.length - part.trimEnd().length)];
}

/** A stretch of text that no line breaks: its width in ems, and what a break after it is worth. */
export interface Unit {
  text: string;
  width: number;
  /** A blank between it and the next, which a break swallows. */
  blank: boolean;
  /** After a pause mark a line ends well; within a word it ends badly. */
  after: 'pause' | 'word' | 'within';
}

/** Marks that begin no line, and marks that end none (clreq §3.1.5). */
const CLOSING = /^[，。、；：？！）〉》」』】〕”’％℃·…—,.;:?!)\]}%]/;
const OPENING = /[（〈《「『【〔“‘([{]$/;
const PAUSE = /[，。、；：？！）》】”]$/;
/** Counted in ones: the number before it stays with it. */
const MEASURES = '年月日时分号项名人个万亿元届次期条天周岁批户件场所类级家';

/** Widths of the font's own Latin (Noto Sans S Chinese Bold), in ems; Chinese characters and full-width marks are as wide as they are high. */
const NARROW: Readonly<Record<string, number>> = { ' ': 0.23, '.': 0.33, ',': 0.33, ':': 0.33, ';': 0.33, "'": 0.33, '!': 0.37, '-': 0.37, '(': 0.38, ')': 0.38, i: 0.3, j: 0.3, l: 0.32, f: 0.37, t: 0.42, r: 0.44, s: 0.49, I: 0.33, m: 0.96, w: 0.86, M: 0.85, W: 0.92, '%': 0.96 };
const widthOf = (character: string): number => NARROW[character] ?? (/[A-Z]/.test(character) ? 0.72 : /[\u0020-\u007e·]/.test(character) ? 0.6 : 1);
export const textWidth = (text: string): number => Array.from(text).reduce((sum, character) => sum + widthOf(character), 0);

/** Cuts a text where a Chinese line may break: words by Unicode's segmentation, numbers with their measure, marks with what they belong to. */
export function unitsOf(text: string): Unit[] {
  const found: Unit[] = [];
  const words = new Intl.Segmenter('zh', { granularity: 'word' });
  for (const { segment } of words.segment(text.trim().replace(/\s+/g, ' '))) {
    // A Chinese word may be broken where it must; Latin words and numbers never are.
    const parts = /^\p{Script=Han}+$/u.test(segment) ? Array.from(segment) : [segment];
    for (const [at, part] of parts.entries()) {
      const last = found.at(-1);
      if (part === ' ') {
        if (last) last.blank = true;
        continue;
      }
      const belongs = last && (
        CLOSING.test(part) || OPENING.test(last.text) || (!last.blank && ((/[\d％%]$/.test(last.text) && MEASURES.includes(part)) || (/[\w.+/~-]$/.test(last.text) && /^[\w.+/~-]/.test(part))))
      );
      if (belongs) {
        last.text += last.blank ? ` ${part}` : part;
        last.blank = false;
      }
      else found.push({ text: part, width: 0, blank: false, after: 'word' });
      found.at(-1)!.after = at < parts.length - 1 ? 'within' : 'word';
    }
  }
  return found.map((unit) => ({ ...unit, width: textWidth(unit.text), after: PAUSE.test(unit.text) ? 'pause' : unit.after }));
}

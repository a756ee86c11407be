import type { Piece } from './words.ts';

/** A line of either text, and whether anything in it differs. */
export interface Paragraph {
  pieces: Piece[];
  changed: boolean;
}

/** Lines that stand together; those far from every change are folded away. */
export interface Passage {
  folded: boolean;
  paragraphs: Paragraph[];
}

/** Unchanged lines that are shown before and after a change, so that it can be placed. Markdown's blank lines count. */
const AROUND = 3;
/** Fewer are not worth a fold. */
const FEWEST = 4;

/** Breaks compared texts into lines: wherever either of them has a line's end. */
export function paragraphsOf(pieces: readonly Piece[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let line: Piece[] = [];
  const end = () => {
    if (line.length) paragraphs.push({ pieces: line, changed: line.some(({ kind }) => kind !== 'same') });
    line = [];
  };
  for (const { kind, text } of pieces) {
    for (const part of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
      line.push({ kind, text: part });
      if (part.endsWith('\n')) end();
    }
  }
  end();
  return paragraphs;
}

/** Folds what is far from every change. */
export function passagesOf(paragraphs: readonly Paragraph[]): Passage[] {
  const near = paragraphs.map(() => false);
  for (const [index, { changed }] of paragraphs.entries()) {
    if (changed) near.fill(true, Math.max(0, index - AROUND), index + AROUND + 1);
  }
  const passages: Passage[] = [];
  for (const [index, paragraph] of paragraphs.entries()) {
    const folded = !near[index];
    const last = passages.at(-1);
    if (last?.folded === folded) last.paragraphs.push(paragraph);
    else passages.push({ folded, paragraphs: [paragraph] });
  }
  return passages.map((passage) => (passage.paragraphs.length < FEWEST ? { ...passage, folded: false } : passage));
}

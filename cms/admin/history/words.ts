import { diffArrays } from 'diff';

/** A part of two texts: both have it, or one of them. */
export interface Piece {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

export interface Compared {
  /** In order: the same and removed ones make the earlier text, the same and added ones the later. */
  pieces: Piece[];
  /** Whether all of it was compared by words; false where something was too long, or too different, for more than its lines. */
  byWords: boolean;
}

/** Chinese has no blanks between words: the browser's dictionary finds them. */
const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'word' });
/** How long a comparison takes at most, in ms: it runs where the page is drawn. */
const PATIENCE = 1500;
/** More differences than these are a new text, and nobody reads them word by word; what the search for them takes grows with their square. */
const MOST = 2000;

/** Compares two texts by their lines, and by their words where the lines differ. */
export function compare(before: string, after: string, patience = PATIENCE): Compared {
  const deadline = performance.now() + patience;
  const pieces: Piece[] = [];
  let byWords = true;
  const lines = inCommon(linesOf(before), linesOf(after), patience / 2);
  for (const run of runsOf(lines.pieces)) {
    if ('same' in run) pieces.push({ kind: 'same', text: run.same });
    else {
      const both = run.removed !== '' && run.added !== '';
      // Where not even the lines were found in time, the words are many more.
      const words = both && lines.whole ? differingWords(run, deadline) : undefined;
      if (both && !words) byWords = false;
      pieces.push(...(words ?? piecesOf(run)));
    }
  }
  return { pieces: merged(pieces), byWords };
}

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function differingWords({ removed, added }: Change, deadline: number): Piece[] | undefined {
  const [before, after] = [wordsOf(removed, deadline), wordsOf(added, deadline)];
  const left = deadline - performance.now();
  if (!before || !after || left <= 0) return undefined;
  const { pieces, whole } = inCommon(before, after, left);
  return whole ? readable(runsOf(pieces)).flatMap((run) => ('same' in run ? [{ kind: 'same', text: run.same } as const] : piecesOf(run))) : undefined;
}

/** The words of a text, or undefined where finding them takes too long. */
function wordsOf(text: string, deadline: number): string[] | undefined {
  const words: string[] = [];
  for (const line of linesOf(text)) {
    if (performance.now() > deadline) return undefined;
    for (const { segment } of SEGMENTER.segment(line)) words.push(segment);
  }
  return words;
}

/** What two rows of words or lines share. Where that is not found in time, all between their ends counts as different, and `whole` is false. */
function inCommon(before: readonly string[], after: readonly string[], timeout: number): { pieces: Piece[]; whole: boolean } {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const [old, now] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  const found = old.length && now.length ? diffArrays(old, now, { timeout, maxEditLength: MOST }) : undefined;
  const middle: Piece[] = found
    ? found.map(({ value, added, removed }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value.join('') }))
    : [{ kind: 'removed', text: old.join('') }, { kind: 'added', text: now.join('') }];
  return {
    pieces: [{ kind: 'same', text: before.slice(0, head).join('') }, ...middle, { kind: 'same', text: tail ? before.slice(-tail).join('') : '' }],
    whole: found !== undefined || !old.length || !now.length,
  };
}

interface Change {
  removed: string;
  added: string;
}
type Run = { same: string } | Change;

/** What follows one another as one: what is the same, what was changed into what. */
function runsOf(pieces: readonly Piece[]): Run[] {
  const runs: Run[] = [];
  for (const { kind, text } of pieces) {
    if (text === '') continue;
    const last = runs.at(-1);
    if (kind === 'same') {
      if (last && 'same' in last) last.same += text;
      else runs.push({ same: text });
    } else if (last && 'removed' in last) last[kind] += text;
    else runs.push({ removed: '', added: '', [kind]: text });
  }
  return runs;
}

/** Two sentences share a 的 and a comma by chance: such crumbs between longer changes are taken into them. */
function readable(runs: readonly Run[]): Run[] {
  const made: Run[] = [];
  for (const [index, run] of runs.entries()) {
    const [last, next] = [made.at(-1), runs[index + 1]];
    if ('same' in run) {
      const crumb = last && 'removed' in last && next && 'removed' in next && isCrumb(run.same, last, next);
      if (crumb) {
        last.removed += run.same;
        last.added += run.same;
      } else made.push(run);
    } else if (last && 'removed' in last) {
      last.removed += run.removed;
      last.added += run.added;
    } else made.push({ ...run });
  }
  return made;
}

const lengthOf = ({ removed, added }: Change): number => Math.max(removed.length, added.length);
const isCrumb = (same: string, before: Change, after: Change): boolean =>
  same.length <= 4 && !same.includes('\n') && same.length * 2 <= Math.min(lengthOf(before), lengthOf(after));

const piecesOf = ({ removed, added }: Change): Piece[] =>
  [{ kind: 'removed' as const, text: removed }, { kind: 'added' as const, text: added }].filter(({ text }) => text !== '');

function merged(pieces: readonly Piece[]): Piece[] {
  const made: Piece[] = [];
  for (const piece of pieces) {
    const last = made.at(-1);
    if (last?.kind === piece.kind) last.text += piece.text;
    else made.push({ ...piece });
  }
  return made;
}

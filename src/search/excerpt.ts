import { fold } from './query.ts';

/** A piece of text, marked where it is what was looked for. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** How much of a page an excerpt shows, and how much of it stands before the first find. In characters. */
const LENGTH = 96;
const BEFORE = 24;

/** A page's text, and the sentences with which it begins under its title. */
export interface PageText {
  content: string;
  title: string;
  lead: string;
}

/**
 * The part of a page's text around the first of the runs, with every run in it marked. What stands above the lead (title,
 * date, source) is shown only when nothing else holds a run; when the title alone does, the page's beginning says more.
 */
export function excerpt({ content, title, lead }: PageText, runs: readonly string[], simplify?: (text: string) => string): Piece[] {
  const whole = [...tidy(content)];
  const start = [...lead.trim()].slice(0, 12).join('');
  const begin = start ? [...whole.join('').split(start)[0]!].length : 0;
  const body = begin < whole.length ? begin : 0;
  const found = matches(whole, runs, simplify);
  const inBody = found.filter(([from]) => from >= body);
  const inTitle = marked(title, runs, simplify).some((piece) => piece.marked);
  const first = Math.min(...(inBody.length ? inBody : inTitle ? [] : found).map(([from]) => from), Number.MAX_SAFE_INTEGER);
  const floor = first < body ? 0 : body;
  const wanted = first === Number.MAX_SAFE_INTEGER ? floor : Math.max(floor, first - BEFORE);
  const from = Math.max(floor, Math.min(wanted, whole.length - LENGTH));
  const to = Math.min(whole.length, from + LENGTH);
  const shown = pieces(whole, found, from, to);
  if (from > floor) shown.unshift({ text: '…', marked: false });
  if (to < whole.length) shown.push({ text: '…', marked: false });
  return shown;
}

/** Pagefind ends a block that has no full stop with “. ”; a wide blank says the same in Chinese. */
const BREAK = '　';

/** A page's text as an excerpt shows it; footnote marks say nothing here. */
const tidy = (content: string) => content.replace(/\u200b|↩/g, '').replace(/ ?\[\d{1,2}\](?:\. )?/g, ' ').replace(/(?<=[^\s\p{Script=Latin}])\. (?=\S)/gu, BREAK).replace(/ +/g, ' ').trim();

/** A whole text, such as a title, with every run in it marked. */
export function marked(text: string, runs: readonly string[], simplify?: (text: string) => string): Piece[] {
  const characters = [...text];
  return pieces(characters, matches(characters, runs, simplify), 0, characters.length);
}

type Span = readonly [start: number, end: number];

/**
 * Where the runs stand, in characters. A character may fold to several letters, so positions are mapped back; a blank
 * folds to none, since the index finds 2018 年 for 2018年 too.
 */
function matches(characters: readonly string[], runs: readonly string[], simplify?: (text: string) => string): Span[] {
  const owner: number[] = [];
  const letters = characters.map((character) => (character === BREAK ? '\n' : fold(character, simplify).replaceAll(' ', '')));
  letters.forEach(({ length }, index) => { for (let i = 0; i < length; i++) owner.push(index); });
  const all = letters.join('');
  const found: Span[] = [];
  for (const run of runs) {
    for (let at = all.indexOf(run); at >= 0; at = all.indexOf(run, at + run.length)) found.push([owner[at]!, owner[at + run.length - 1]! + 1]);
  }
  return found;
}

function pieces(characters: readonly string[], found: readonly Span[], start: number, end: number): Piece[] {
  const out: Piece[] = [];
  for (let index = start; index < end; index++) {
    const inside = found.some(([from, to]) => index >= from && index < to);
    const last = out.at(-1);
    if (last && last.marked === inside) last.text += characters[index];
    else out.push({ text: characters[index]!, marked: inside });
  }
  return out;
}

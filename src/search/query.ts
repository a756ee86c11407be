import { SIGNS, WIDE } from './characters.ts';

/** What was typed, as the index can be asked for it. */
export interface Query {
  /** The pieces that a page must contain, in their plain form: for excerpts and for what the reader is told. */
  runs: string[];
  /** One exact phrase of single characters for each run. */
  phrases: string[];
  /** All characters without a phrase: its answer gives the order. */
  loose: string;
}

/** Longer than any sensible query; each character costs a chunk of the index. */
const MOST_CHARACTERS = 60;
const MOST_RUNS = 8;
const KEPT = new RegExp(`[\\p{L}\\p{M}\\p{N}${SIGNS.replace(/[\]\\^-]/g, '\\$&')}]`, 'u');

/** One form for what is typed and for what is compared with it: plain, lower case, simplified. */
export const fold = (text: string, simplify: (text: string) => string = (same) => same): string => simplify(text.normalize('NFKC').toLowerCase());

/**
 * Cuts a query into runs: at blanks, and at punctuation except where it stands inside a figure or a Latin word
 * (108.2, 2018-05-31, c/d) or belongs to one (互联网+, 80%, c#).
 */
export function parseQuery(text: string, simplify?: (text: string) => string): Query {
  // Before it is folded: a wide comma would become one that joins.
  const plain = [...text].slice(0, MOST_CHARACTERS).map((character) => (/[^\u0000-\u007f]/.test(character) && /\p{P}/u.test(character) && !WIDE.test(character) ? ' ' : character));
  const characters = [...fold(plain.join(''), simplify)];
  let cut = '';
  characters.forEach((character, index) => {
    const joined = /[.,:/\-'@=&~]/.test(character) && /[\p{Script=Latin}\p{N}]/u.test(characters[index - 1] ?? '') && /[\p{Script=Latin}\p{N}]/u.test(characters[index + 1] ?? '');
    cut += /[\p{L}\p{M}\p{N}+%#]/u.test(character) || joined ? character : ' ';
  });
  const runs = [...new Set(cut.split(' ').filter((run) => [...run].some((character) => KEPT.test(character))))].slice(0, MOST_RUNS);
  return {
    runs,
    phrases: runs.map((run) => `"${[...run].join(' ')}"`),
    loose: [...new Set(runs.flatMap((run) => [...run]))].join(' '),
  };
}

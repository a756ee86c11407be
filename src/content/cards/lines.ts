import { type Unit, unitsOf } from './units.ts';

/** Sizes of the title in pixels, with the number of lines that each may take. */
const SIZES = [[80, 2], [72, 3], [64, 3], [56, 3]] as const;
const BLANK = 0.23;
/** What it costs to break after a unit, beside an uneven line, in ems squared. */
const COST = { pause: -24, word: 0, within: 24 } as const;

export interface SetTitle {
  size: number;
  lines: string[];
}

/** Sets a title in at most three lines within a width in pixels, as large as it can be; what is too long ends in an ellipsis. */
export function setTitle(title: string, width: number): SetTitle {
  const units = unitsOf(title);
  for (const [size, most] of SIZES) {
    for (let count = 1; count <= most; count++) {
      const lines = breakInto(units, count, width / size);
      if (lines) return { size, lines };
    }
  }
  const [size, most] = SIZES[SIZES.length - 1]!;
  const short = [...units];
  for (;;) {
    const last = short.pop();
    if (!last) return { size, lines: ['…'] };
    const end = short.at(-1);
    // The ellipsis takes the place of a mark, and never stands alone.
    const ended = end ? [...short.slice(0, -1), { ...end, text: end.text.replace(/[，。、；：？！,.;:?!]+$/, '') }] : [];
    const lines = breakInto([...ended, { text: '……', width: 2, blank: false, after: 'word' }], most, width / size);
    if (lines && !lines.at(-1)!.startsWith('……')) return { size, lines };
  }
}

/** Breaks units into exactly `count` lines of at most `most` ems, as evenly and at as good places as can be; undefined where they do not fit. */
function breakInto(units: readonly Unit[], count: number, most: number): string[] | undefined {
  const textOf = (from: number, to: number) => units.slice(from, to).map(({ text, blank }, at) => (blank && from + at < to - 1 ? `${text} ` : text)).join('');
  const sums = [0];
  for (const { width, blank } of units) sums.push(sums.at(-1)! + width + (blank ? BLANK : 0));
  const even = sums.at(-1)! / count;
  const cost = (from: number, to: number): number => {
    const width = sums[to]! - sums[from]! - (units[to - 1]!.blank ? BLANK : 0);
    if (width > most + 1e-6) return Number.POSITIVE_INFINITY;
    return (width - even) ** 2 + (to < units.length ? COST[units[to - 1]!.after] : 0);
  };
  // best[line][end]: the least that lines up to this one cost, and where the line begins.
  let best = new Map<number, { cost: number; ends: number[] }>([[0, { cost: 0, ends: [] }]]);
  for (let line = 1; line <= count; line++) {
    const next = new Map<number, { cost: number; ends: number[] }>();
    for (const [from, so] of best) {
      for (let to = from + 1; to <= units.length && Number.isFinite(cost(from, to)); to++) {
        const total = so.cost + cost(from, to);
        if (total < (next.get(to)?.cost ?? Number.POSITIVE_INFINITY)) next.set(to, { cost: total, ends: [...so.ends, to] });
      }
    }
    best = next;
  }
  const found = best.get(units.length);
  return found && found.ends.map((end, at) => textOf(found.ends[at - 1] ?? 0, end));
}

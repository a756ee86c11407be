/** A figure as its chart needs it. */
export interface Figure {
  item: string;
  value: number;
  before?: number | undefined;
  shown?: string | undefined;
  note?: string | undefined;
}

/** The width of every chart in its own units; style sets how wide that is on the page. */
export const WIDTH = 360;

/** A figure with its unit, as the source writes it where it says more than a number. */
export const told = (figure: Figure, unit = ''): string => figure.shown ?? `${figure.value}${unit}`;

/** Lengths in proportion to the values, the longest over the whole width; two decimals, so that builds are the same everywhere. */
export function lengths(values: readonly number[], width = WIDTH, most = Math.max(...values)): number[] {
  return values.map((value) => (most > 0 ? Math.round((value / most) * width * 100) / 100 : 0));
}

/** The parts of a whole, one after the other with a gap between; each with its start, its length and its share in whole percent. */
export function parts(values: readonly number[], gap: number, width = WIDTH): { start: number; length: number; share: number }[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  const room = width - gap * Math.max(0, values.length - 1);
  let start = 0;
  return lengths(values, room, total).map((length, i) => {
    const part = { start: Math.round(start * 100) / 100, length, share: total > 0 ? Math.round((values[i]! / total) * 100) : 0 };
    start += length + gap;
    return part;
  });
}

/** A sum of figures with at most two decimals, without the traces of binary fractions. */
export const sum = (values: readonly number[]): number => Number(values.reduce((total, value) => total + value, 0).toFixed(2));

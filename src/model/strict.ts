import { z } from 'astro/zod';
import type { Fields, Values } from './field.ts';

/** The known name that is nearest to a mistyped one, or nothing when none is near (edit distance over 2). */
export function nearest(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = 3;
  for (const candidate of known) {
    const distance = editDistance(name, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    previous = row;
  }
  return previous[b.length]!;
}

/** The sentence for a name that no field has. */
export function unknownName(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near ? `没有名为 “${name}” 的项，是不是 “${near}”？` : `没有名为 “${name}” 的项，请删去；可用的有：${known.join('、')}`;
}

/** An object of exactly these fields. `judge` makes one fault of each unknown name, at its own place. */
export function strictObject<F extends Fields>(fields: F): z.ZodType<Values<F>> {
  const known = Object.keys(fields);
  const shape = Object.fromEntries(Object.entries(fields).map(([name, f]) => [name, f.schema]));
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 20).map((name) => unknownName(name, known)).join('；') : '须为一组“名称: 值”'),
  }) as unknown as z.ZodType<Values<F>>;
}

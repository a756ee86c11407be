import { z } from 'astro/zod';
import { type Common, field } from '../field.ts';

export interface NumberOptions extends Common {
  min: number;
  max: number;
  /** Digits behind the point that are allowed; absent: a whole number. */
  decimals?: number;
}

/** A number between two bounds, both included. */
export function number<const O extends NumberOptions>(options: O) {
  const { label, min, max, decimals = 0 } = options;
  const sentence = decimals ? `“${label}”须为 ${min} 到 ${max} 之间的数，小数最多 ${decimals} 位` : `“${label}”须为 ${min} 到 ${max} 之间的整数`;
  const step = 1 / 10 ** decimals;
  return field({
    kind: 'number',
    options,
    example: min,
    // 54.5 is no sum of binary fractions: what is compared is what would be written.
    present: z.number(sentence).min(min, sentence).max(max, sentence).refine((value) => Number(value.toFixed(decimals)) === value, sentence),
    decap: { widget: 'number', value_type: decimals ? 'float' : 'int', min, max, step },
  });
}

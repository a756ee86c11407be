import { z } from 'astro/zod';
import { type Common, field } from '../field.ts';

/** A whole number between two bounds, both included. */
export function number<const O extends Common & { min: number; max: number }>(options: O) {
  const sentence = `“${options.label}”须为 ${options.min} 到 ${options.max} 之间的整数`;
  return field({
    kind: 'number',
    options,
    example: options.min,
    present: z.number(sentence).int(sentence).min(options.min, sentence).max(options.max, sentence),
    decap: { widget: 'number', value_type: 'int', min: options.min, max: options.max, step: 1 },
  });
}

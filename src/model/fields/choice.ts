import { z } from 'astro/zod';
import { type Common, field } from '../field.ts';

/** One of a few fixed values; what is stored is what is shown. */
export function choice<const V extends readonly [string, ...string[]], const O extends Common>(
  options: O & { values: V; default?: V[number] },
) {
  const sentence = `“${options.label}”须为其中之一：${options.values.join('、')}`;
  return field<V[number], O>({
    kind: 'choice',
    options,
    example: options.values[0],
    present: z.enum(options.values, sentence) as z.ZodType<V[number]>,
    decap: {
      widget: 'select',
      options: [...options.values],
      ...(options.default ? { default: options.default } : {}),
    },
  });
}

import { z } from 'astro/zod';
import { type Common, field } from '../field.ts';

/** Yes or no; absent means no. */
export function flag<const O extends Omit<Common, 'required'>>(options: O) {
  return field({
    kind: 'flag',
    options: { ...options, required: false as const },
    example: true,
    present: z.boolean(`“${options.label}”只能是 true 或 false`),
    decap: { widget: 'boolean', default: false },
  });
}

import { z } from 'astro/zod';
import { type Common, field } from '../field.ts';

/** The id that a reference names: Decap writes the year's folder before it, an id has none. */
export const idOfReference = (value: string) => value.slice(value.lastIndexOf('/') + 1);

/** An entry of another collection. That it exists is checked when the snapshot is whole. */
export function reference<const O extends Common & { to: string }>(options: O) {
  const source = '^(?:\\d{4}/)?[a-z0-9][a-z0-9-]*$';
  const sentence = `“${options.label}”须为所选条目的编号`;
  return {
    ...field({
      kind: 'reference',
      options,
      example: '2026-11-20-0930',
      present: z.string(sentence).regex(new RegExp(source), sentence),
      decap: {
        widget: 'relation',
        collection: options.to,
        search_fields: ['title'],
        display_fields: ['title'],
        value_field: '{{slug}}',
        options_length: 200,
      },
    }),
    to: options.to,
  };
}

import { z } from 'astro/zod';
import { type Common, exampleOf, type Field, type Fields, field, type Value, type Values } from '../field.ts';
import { strictObject } from '../strict.ts';

export interface ListOptions extends Common {
  min?: number;
  max?: number;
}

const bounded = <T>(schema: z.ZodType<T>, options: ListOptions) => {
  const max = options.max ?? 200;
  let items = z.array(schema, `“${options.label}”须为列表，每项一行，以 “- ” 开头`);
  if (options.min) items = items.min(options.min, `“${options.label}”至少要有 ${options.min} 项`);
  return items.max(max, `“${options.label}”最多 ${max} 项`);
};
const bounds = (options: ListOptions) => ({
  max: options.max ?? 200,
  // Decap ignores `max` unless `min` is there too.
  min: options.min ?? 0,
});

/** A list of single values. An absent list is an empty one. */
export function list<F extends Field, const O extends ListOptions>(item: F, options: O) {
  return field<Value<F>[], O>({
    kind: 'list',
    options,
    example: [item.example],
    present: bounded(item.schema, options) as z.ZodType<Value<F>[]>,
    decap: { widget: 'list', field: item.widget('value'), collapsed: false, ...bounds(options) },
    missing: `“${options.label}”至少要有一项`,
    inner: item,
  });
}

/** A list of rows, each with the same named fields. */
export function rows<const F extends Fields, const O extends ListOptions>(fields: F, options: O & { summary?: string }) {
  return field<Values<F>[], O>({
    kind: 'rows',
    options,
    example: [exampleOf(fields)],
    present: bounded(strictObject(fields), options) as z.ZodType<Values<F>[]>,
    decap: {
      widget: 'list',
      fields: Object.entries(fields).map(([name, f]) => f.widget(name)),
      ...(options.summary ? { summary: options.summary } : {}),
      ...bounds(options),
    },
    missing: `“${options.label}”至少要有一项`,
    inner: fields,
  });
}

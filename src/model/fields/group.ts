import { type Common, exampleOf, type Fields, field, type Values } from '../field.ts';
import { strictObject } from '../strict.ts';

/** Named values that stand together or not at all. */
export function group<const F extends Fields, const O extends Common>(fields: F, options: O) {
  return field<Values<F>, O>({
    kind: 'group',
    options,
    example: exampleOf(fields),
    present: strictObject(fields),
    decap: { widget: 'object', fields: Object.entries(fields).map(([name, f]) => f.widget(name)) },
    inner: fields,
  });
}

import type { Field } from '../../../src/model/field.ts';
import { place } from '../../../src/model/place.ts';

/** The field that a finding speaks of, as the form names it: `标题`, `附件 › 第 2 项 › 文件`. Empty for the whole file. */
export function fieldLabel(file: string, path: readonly (string | number)[]): string {
  const where = place(file);
  if (where.what !== 'entry' && where.what !== 'setting') return path.join(' › ');
  let inside: Field['inner'] = where.declaration.fields;
  const labels = path.map((step) => {
    if (typeof step === 'number') return `第 ${step + 1} 项`;
    const field: Field | undefined = isField(inside) ? undefined : inside?.[step];
    inside = field?.inner;
    return field?.label ?? step;
  });
  return labels.join(' › ');
}

const isField = (inner: Field['inner']): inner is Field => inner !== undefined && typeof (inner as Field).schema?.safeParse === 'function';

import { type AnyCollection, declared, declaredSetting, isCollection, isSetting } from '../../../src/model/collections.ts';
import type { Field } from '../../../src/model/field.ts';

/** A field that differs between two versions, with both of its values as texts. */
export interface ChangedField {
  label: string;
  before: string;
  after: string;
}

type Values = Readonly<Record<string, unknown>>;

/** The fields that differ, in the order of the form; those that no form has come last, under their own names. */
export function changedFields(collection: string, id: string, before: Values, after: Values): ChangedField[] {
  const fields = declarationOf(collection, id)?.fields ?? {};
  const names = new Set([...Object.keys(fields), ...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const [old, now] = [valueText(field, own(before, name)), valueText(field, own(after, name))];
    return old === now ? [] : [{ label: field?.label ?? name, before: old, after: now }];
  });
}

/** A value under a name that YAML gave, which may be `constructor`. */
const own = (values: Values, name: string): unknown => (Object.hasOwn(values, name) ? values[name] : undefined);

function declarationOf(collection: string, id: string): AnyCollection | undefined {
  if (isCollection(collection)) return declared(collection);
  return collection === 'settings' && isSetting(id) ? declaredSetting(id) : undefined;
}

/** A value of the front matter as a person would write it down: items of a list on lines of their own. Empty where there is none. */
export function valueText(field: Field | undefined, value: unknown): string {
  if (value === undefined || value === null) return '';
  // A list's items have a field of their own, the rows of a table those of the table.
  if (Array.isArray(value)) return value.map((item) => valueText(isField(field?.inner) ? field.inner : field, item)).join('\n');
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'object') return rowText(field?.inner, value as Values);
  return String(value).replace(/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::00)?(:\d{2})?\+08:00$/, '$1 $2$3');
}

function rowText(inner: Field['inner'], row: Values): string {
  const fields = isField(inner) ? {} : (inner ?? {});
  const names = new Set([...Object.keys(fields), ...Object.keys(row)]);
  return [...names].flatMap((name) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const text = valueText(field, own(row, name));
    return text === '' ? [] : [`${field?.label ?? name}：${text}`];
  }).join('，');
}

const isField = (inner: Field['inner']): inner is Field => inner !== undefined && typeof (inner as Field).schema?.safeParse === 'function';

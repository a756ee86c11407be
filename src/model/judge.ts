import type { AnyCollection } from './collections.ts';
import type { Field } from './field.ts';
import { unknownName } from './strict.ts';

/** What is wrong with one value: where, the sentence, and how a right one looks. */
export interface Fault {
  rule: string;
  /** Names and indexes from the entry's root to the value, such as `['attachments', 0, 'title']`. */
  field: readonly (string | number)[];
  sentence: string;
  example?: unknown;
}

export type Judgement<D> = { ok: true; data: D } | { ok: false; faults: Fault[] };

/** Judges an entry's values: every fault at once, each with its place and a right example. */
export function judge<D = Record<string, unknown>>(collection: AnyCollection, values: unknown): Judgement<D> {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    return { ok: false, faults: [{ rule: 'shape', field: [], sentence: '文件开头须有一组“名称: 值”' }] };
  }
  const result = collection.schema.safeParse(values);
  if (!result.success) {
    const faults = new Map<string, Fault>();
    const add = (field: (string | number)[], sentence: string) => {
      const key = JSON.stringify(field);
      if (!faults.has(key)) faults.set(key, { rule: 'field', field, sentence, ...exampleOf(find(collection, field)) });
    };
    for (const issue of result.error.issues) {
      const field = issue.path.filter((part): part is string | number => typeof part !== 'symbol');
      if (issue.code !== 'unrecognized_keys') add(field, issue.message);
      else for (const name of issue.keys.slice(0, 20)) add([...field, name], unknownName(name, namesIn(collection, field)));
    }
    return { ok: false, faults: [...faults.values()] };
  }
  const faults = collection.rules
    .filter((rule) => !rule.holds(result.data as never))
    .map((rule): Fault => ({ rule: rule.name, field: [rule.field], sentence: rule.sentence, ...exampleOf(collection.fields[rule.field]) }));
  return faults.length ? { ok: false, faults } : { ok: true, data: result.data as D };
}

/** The field at a path, or undefined where the path leaves the declaration. */
function find(collection: AnyCollection, path: readonly (string | number)[]): Field | undefined {
  let inside: Field['inner'] = collection.fields;
  let found: Field | undefined;
  for (const part of path) {
    if (inside === undefined) return undefined;
    if (isField(inside)) [found, inside] = [inside, inside.inner];
    else if (typeof part === 'string') {
      found = Object.hasOwn(inside, part) ? inside[part] : undefined;
      inside = found?.inner;
    }
  }
  return found;
}

const exampleOf = (field: Field | undefined): { example?: unknown } => (field ? { example: field.example } : {});

/** The names that may stand in the object at a path. */
function namesIn(collection: AnyCollection, path: readonly (string | number)[]): string[] {
  const inside = path.length ? find(collection, path)?.inner : collection.fields;
  return inside && !isField(inside) ? Object.keys(inside) : [];
}

const isField = (value: Exclude<Field['inner'], undefined>): value is Field => 'schema' in value && 'widget' in value;

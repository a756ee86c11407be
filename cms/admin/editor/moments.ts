import type { AnyCollection } from '../../../src/model/collections.ts';
import type { Field } from '../../../src/model/field.ts';

/** As much of Immutable's maps and lists as is needed: Decap's entries are made of them. */
interface Values {
  get(key: string): unknown;
  set(key: string, value: unknown): Values;
}
interface Items {
  map(change: (item: unknown) => unknown): Items;
}

const WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;
const CHINA = 8 * 60 * 60 * 1000;

/** The same instant in Beijing time: `…T01:30:00Z` is `…T09:30:00+08:00`. What is not an instant with a zone stays as it is. */
export function inBeijing(value: string): string {
  if (!WITH_ZONE.test(value)) return value;
  const instant = Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(instant) ? value : `${new Date(instant + CHINA).toISOString().slice(0, 19)}+08:00`;
}

const isValues = (value: unknown): value is Values => typeof value === 'object' && value !== null && 'set' in value && 'get' in value;
const isItems = (value: unknown): value is Items => typeof value === 'object' && value !== null && 'map' in value;

function mended(field: Field, value: unknown): unknown {
  if (field.kind === 'moment') return typeof value === 'string' ? inBeijing(value) : value;
  const { inner } = field;
  if (!inner || !isItems(value)) return value;
  if (field.kind === 'list') return value.map((item) => mended(inner as Field, item));
  return value.map((item) => (isValues(item) ? withMoments(inner as AnyCollection['fields'], item) : item));
}

/**
 * Decap writes date-times with the computer's own offset; the model wants Beijing's. Gives the entry's data with every
 * field that the model declares as a moment put into it.
 */
export function withMoments(fields: AnyCollection['fields'], data: Values): Values {
  return Object.entries(fields).reduce((sum, [name, field]) => {
    const value = sum.get(name);
    const changed = mended(field, value);
    // `set` with an equal value gives the same map; only what differs makes a new one.
    return changed === undefined ? sum : sum.set(name, changed);
  }, data);
}

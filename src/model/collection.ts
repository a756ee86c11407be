import type { z } from 'astro/zod';
import type { Fields, Values } from './field.ts';
import { strictObject } from './strict.ts';

/** A rule over several fields of an entry. Decap cannot know it; the desk and the build refuse what breaks it. */
export interface Rule<D> {
  name: string;
  /** The field that a person should change. */
  field: string;
  sentence: string;
  holds: (data: D) => boolean;
}

/**
 * How the entries of a collection are named:
 * `dated` — `<YYYY>/<YYYY-MM-DD>-<short id>.md`, made by the desk; `chosen` — `<latin-name>.md`, fixed by developers;
 * `single` — exactly the listed files, one for each declaration.
 */
export type Naming = 'dated' | 'chosen' | 'single';

export interface Collection<N extends string = string, F extends Fields = Fields> {
  readonly name: N;
  readonly label: string;
  /** One entry, as in “新建动态”. */
  readonly one: string;
  readonly description: string;
  readonly naming: Naming;
  /** Its entries have no pages of their own: all are on the collection's one. */
  readonly shared?: true;
  readonly fields: F;
  readonly rules: readonly Rule<Values<F>>[];
  readonly schema: z.ZodType<Values<F>>;
  /** How Decap shows an entry in lists. */
  readonly summary: string;
}

type Declaration<N extends string, F extends Fields> =
  Omit<Collection<N, F>, 'schema' | 'rules'> & { rules?: readonly Rule<Values<F>>[] };

/** Declares a collection once; `toDecap`, `judge` and the snapshot read it from here. */
export function collection<const N extends string, const F extends Fields>(d: Declaration<N, F>): Collection<N, F> {
  return { ...d, rules: d.rules ?? [], schema: strictObject(d.fields) };
}

/** The data of one entry of a collection, after judgement. */
export type DataOf<C> = C extends Collection<string, infer F> ? Values<F> : never;

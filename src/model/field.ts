import { z } from 'astro/zod';

/** What Decap is told of one field (its `fields` array; the keys are Decap's own). */
export type DecapField = { name: string; label: string; widget: string } & Record<string, unknown>;

/**
 * One named value of an entry: it knows how to judge itself, how to be edited and how a right one looks.
 * Every constraint is declared once, beside the sentence that a person reads when it is broken.
 */
export interface Field<T = unknown> {
  readonly kind: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly required: boolean;
  /** A right value, as it would stand in the frontmatter; error messages print it. */
  readonly example: unknown;
  /** Judges a value that YAML gave. An empty string or null counts as absent. */
  readonly schema: z.ZodType<T>;
  /** Decap's declaration of the same field. */
  widget(name: string): DecapField;
  /** The fields inside, for lists and objects: findings use their examples. */
  readonly inner?: Readonly<Record<string, Field>> | Field;
}

export type Fields = Readonly<Record<string, Field>>;
export type Value<F> = F extends Field<infer T> ? T : never;
export type Values<F extends Fields> = { [K in keyof F]: Value<F[K]> };

/** What every kind of field may be told. `required` is true unless said otherwise. */
export interface Common {
  label: string;
  hint?: string;
  required?: boolean;
  example?: unknown;
}

/** A field that may be left out gives `undefined`; the types follow `required`. */
export type Presence<T, O extends Common> = O extends { required: false } ? T | undefined : T;

interface Declaration<T, O extends Common> {
  kind: string;
  options: O;
  example: unknown;
  /** Judges a present value. */
  present: z.ZodType<T>;
  /** Decap's widget and its options, without what every widget has. */
  decap: { widget: string } & Record<string, unknown>;
  missing?: string;
  inner?: Field['inner'];
}

/** The smallest right object of these fields: the examples of those that must be there. */
export const exampleOf = (fields: Fields): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, inner]) => inner.required).map(([name, inner]) => [name, inner.example]));

const absent = (value: unknown) => (value === '' || value === null ? undefined : value);

/** Makes a field of its declaration; every kind in `fields/` ends here. */
export function field<T, O extends Common>(d: Declaration<T, O>): Field<Presence<T, O>> {
  const required = d.options.required ?? true;
  const missing = d.missing ?? `请填写“${d.options.label}”`;
  const judged = required
    ? z.any().superRefine((value, context) => {
        if (value === undefined) context.addIssue({ code: 'custom', message: missing });
      }).pipe(d.present)
    : d.present.optional();
  return {
    kind: d.kind,
    label: d.options.label,
    hint: d.options.hint,
    required,
    example: d.options.example ?? d.example,
    schema: z.preprocess(absent, judged) as unknown as z.ZodType<Presence<T, O>>,
    ...(d.inner ? { inner: d.inner } : {}),
    widget: (name) => ({
      name,
      label: d.options.label,
      required,
      ...(d.options.hint ? { hint: d.options.hint } : {}),
      ...d.decap,
    }),
  };
}

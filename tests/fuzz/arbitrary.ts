import fc from 'fast-check';
import { z } from 'astro/zod';

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
}

/** Texts that have broken something somewhere: ways out of a folder, look-alikes, signs that cannot be seen, words that machines know. */
export const NASTY_TEXTS: readonly string[] = [
  '', ' ', '\0', 'a\0b', '.', '..', '../..', '../../../../etc/passwd', '/etc/passwd', '%2e%2e%2f', '..%2f..%2f', '..%252f', '..\\..\\', 'C:\\windows', 'file:///etc/passwd',
  'content/news/../../package.json', 'content/media/../news/2026/2026-11-01-0900.md', 'content//news', 'content/news/', 'content/news/2026/2026-11-01-0900.md\n', 'content/news/2026/2026-11-01-0900.md\0.jpg',
  'content/.git/config', 'content/media/.git/hooks/a.pdf', 'content/media/2026/11/照片\u202egpj.exe', 'content/media/2026/11/a.svg', 'src/pages/index.astro', 'package.json', '.env', 'HEAD', 'main', 'refs/heads/main', 'cms/news/x',
  '-rf', '--upload-pack=touch x', ':(glob)**', '$(id)', '`id`', "'; DROP TABLE users; --", '<script>alert(1)</script>', '{{7*7}}', '\r\nSet-Cookie: yunduan=admin', 'a\r\n\r\nb', '\n', '\u2028', '\u200b', '\ufeff', '\u202e', '\ud800', '\udfff\ud800',
  'ｃontent/news', 'соntent/news', 'nеws', 'news\u0301', 'NEWS', 'Ⓝews', '２０２６-11-01-0900', '2026-11-01-0900 ', '2026-02-31-0900', '0000-00-00-0000', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'undefined', 'NaN',
  '0'.repeat(40), 'f'.repeat(64), 'x'.repeat(5000), '工'.repeat(3000), '💥'.repeat(500), 'a/'.repeat(300), '../'.repeat(300), '9'.repeat(400),
  '---\ntitle: x\n---\nx', '---\nsigned:\n  writer: 冒名\n---\n', 'Yunduan-State: pending_publish', 'x\n\nYunduan-Act: sign\nYunduan-Digest: x',
];

const deep = (depth: number, inner: unknown): unknown => (depth === 0 ? inner : deep(depth - 1, depth % 2 ? [inner] : { a: inner }));
/** Values of every wrong type. */
const NASTY_VALUES: readonly unknown[] = [
  null, true, false, 0, -1, 1.5, 1e308, -0, 2 ** 53, [], {}, [[]], [null], { length: 3 }, { toString: 'x' }, JSON.parse('{"__proto__": {"polluted": true}}'), { constructor: { prototype: {} } },
  deep(200, 'x'), Array.from({ length: 2000 }, () => 'x'), Object.fromEntries(Array.from({ length: 500 }, (_none, n) => [`k${n}`, n])),
];

export const nasty: fc.Arbitrary<unknown> = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...NASTY_TEXTS) }, { weight: 2, arbitrary: fc.constantFrom(...NASTY_VALUES) }, fc.string({ unit: 'binary', maxLength: 60 }), fc.jsonValue({ maxDepth: 4 }));

/** What a schema of Zod's takes, as far as can be told from it. `known` gives, by a property's name, values that mean something in the repository. */
export function fitting(schema: z.ZodType, known: Readonly<Record<string, readonly unknown[]>>): fc.Arbitrary<unknown> {
  return from(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Schema, known);
}

function from(schema: Schema, known: Readonly<Record<string, readonly unknown[]>>): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => from(one, known)));
  switch (schema.type) {
    case 'object': {
      const properties = Object.entries(schema.properties ?? {}).map(([name, one]) => {
        const values = known[name];
        return [name, values ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...values) }, from(one, known)) : from(one, known)] as const;
      });
      return fc.record(Object.fromEntries(properties), { requiredKeys: schema.required ?? [] });
    }
    case 'array': return fc.array(from(schema.items ?? {}, known), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + 3) });
    case 'string': return textOf(schema);
    case 'integer': return fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000 });
    case 'number': return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean': return fc.boolean();
    case 'null': return fc.constant(null);
    default: return fc.jsonValue({ maxDepth: 2 });
  }
}

function textOf({ format, pattern, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }).map((date) => date.toISOString());
  if (pattern) {
    try {
      return fc.stringMatching(new RegExp(pattern, /\\[pu]/.test(pattern) ? 'u' : ''), { maxLength: 60 });
    } catch {
      // Not all that a pattern may say can be turned round.
    }
  }
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 60) });
}

/** A value with one thing in it, somewhere, replaced by something nasty, left out, or put there besides. */
export const bent = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.tuple(value, nasty, fc.nat(1_000_000), fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add')).map(([whole, bad, where, how]) => bend(structuredClone(whole), bad, where, how));

function bend(whole: unknown, bad: unknown, where: number, how: string): unknown {
  const places: { holder: Record<string, unknown>; name: string }[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      places.push({ holder: value as Record<string, unknown>, name });
      walk(inner);
    }
  };
  walk(whole);
  const place = places[where % Math.max(1, places.length)];
  if (!place) return bad;
  if (how === 'remove') delete place.holder[place.name];
  else if (how === 'add') place.holder[typeof bad === 'string' && bad !== '__proto__' ? bad.slice(0, 40) : 'more'] = bad;
  else place.holder[place.name] = bad;
  return whole;
}

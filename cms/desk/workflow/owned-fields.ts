import { parse } from 'yaml';

/** Fields of the front matter that the desk alone writes: who signed, and that an entry was withdrawn. */
const OWNED = ['signed', 'withdrawn'] as const;
type Owned = (typeof OWNED)[number];

const FENCE = /^---[ \t]*\r?\n([\s\S]*?)(?:^|\r?\n)---[ \t]*(?:\r?\n|$)/;
/** A top-level key with the lines that are indented below it. */
const block = (name: string) => new RegExp(`^${name}:.*(?:\\r?\\n(?:[ \\t]+.*|[ \\t]*(?=\\r?\\n[ \\t])))*(?:\\r?\\n|$)`, 'gm');

/** The blocks of the owned fields in an entry's text, as they are written there. */
export function ownedIn(raw: string): ReadonlyMap<Owned, string> {
  const head = FENCE.exec(raw)?.[1] ?? '';
  return new Map(OWNED.flatMap((name) => {
    const found = `${head}\n`.match(block(name))?.[0];
    return found ? [[name, found.trimEnd()] as const] : [];
  }));
}

/** A text with these blocks instead of whatever it says of the owned fields itself. A text without front matter stays as it is. */
export function withOwned(raw: string, owned: ReadonlyMap<Owned, string>): string {
  const match = FENCE.exec(raw);
  if (!match) return raw;
  if (ownedIn(raw).size === 0 && owned.size === 0) return raw;
  let head = `${match[1] ?? ''}\n`;
  for (const name of OWNED) head = head.replace(block(name), '');
  const lines = [head.trimEnd(), ...owned.values()].filter(Boolean).join('\n');
  return `---\n${lines}\n---\n${raw.slice(match[0].length)}`;
}

/** A text with one field set; its values are texts. Strings are quoted as JSON, which is YAML too. */
export function withField(raw: string, name: Owned, values: Readonly<Record<string, string>>): string {
  const written = [`${name}:`, ...Object.entries(values).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`)].join('\n');
  return withOwned(raw, new Map([...ownedIn(raw), [name, written]]));
}

/** Whether an entry's text says that it was withdrawn. */
export const isWithdrawn = (raw: string): boolean => ownedIn(raw).has('withdrawn');

/** Longer heads are refused by the model before anybody reads them. */
const LONGEST_HEAD = 96 * 1024;

/**
 * Whether two texts say the same of the owned fields, however they are written: a key can be quoted or escaped, and then no block of
 * lines is found. Heads that are no YAML say nothing; the model refuses them.
 */
export function sameOwned(one: string, other: string): boolean {
  const told = (raw: string): string => {
    const head = FENCE.exec(raw)?.[1] ?? '';
    if (head.length > LONGEST_HEAD) return '';
    try {
      const values = (parse(head, { version: '1.2', schema: 'core', maxAliasCount: 20 }) ?? {}) as Record<string, unknown>;
      return JSON.stringify(OWNED.map((name) => values[name] ?? null));
    } catch {
      return '';
    }
  };
  return told(one) === told(other);
}

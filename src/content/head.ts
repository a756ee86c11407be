import { CORE_SCHEMA, load } from 'js-yaml';
import { type Document, LineCounter, parseDocument } from 'yaml';

/** What parsers read each in their way, beside anchors and tags: escapes, a lone carriage return, numbers beyond all bounds. */
const UNUSUAL = /[&*!\\]|\r(?!\n)|\d[eE][+-]?\d{3}/;

/**
 * What almost every head gives, in a seventh of the time that `readCarefully` takes (decision 0031); undefined where only that one can
 * say: anchors and tags are left to it, and whatever this one does not read.
 */
export function readQuickly(yaml: string): unknown {
  if (UNUSUAL.test(yaml)) return undefined;
  try {
    return load(yaml, { schema: CORE_SCHEMA });
  } catch {
    return undefined;
  }
}

/** A head with the lines of its values and of its mistakes: YAML 1.2. A name that stands twice is one, unless told otherwise; to find it is quadratic. */
export function readCarefully(yaml: string, uniqueKeys = true): { document: Document.Parsed; lines: LineCounter } {
  const lines = new LineCounter();
  return { document: parseDocument(yaml, { lineCounter: lines, version: '1.2', schema: 'core', uniqueKeys }), lines };
}

import { readCarefully, readQuickly } from '../../../src/content/head.ts';

/** Characters of front matter that are read; the same as `src/content/parse.ts`, whose entries are judged before they are saved. */
const LONGEST_HEAD = 96 * 1024;
const FENCE = /^---[ \t]*\r?\n([\s\S]*?)(?:^|\r?\n)---[ \t]*(?:\r?\n|$)/;

/**
 * The values of an entry's front matter, or of a setting, and its body. Not judged: an earlier version need not be what the model asks for
 * today. Where the values cannot be read, `fields` is null and `body` the whole text.
 */
export function readText(path: string, raw: string): { fields: Record<string, unknown> | null; body: string } {
  const unread = { fields: null, body: raw };
  const match = path.endsWith('.md') ? FENCE.exec(raw) : null;
  if (path.endsWith('.md') && !match) return unread;
  const head = match ? (match[1] ?? '') : raw;
  if (head.length > LONGEST_HEAD) return unread;
  try {
    const values = readQuickly(head) ?? valuesOf(head);
    if (typeof values !== 'object' || values === null || Array.isArray(values)) return unread;
    return { fields: JSON.parse(JSON.stringify(values)) as Record<string, unknown>, body: match ? raw.slice(match[0].length).replace(/\r\n/g, '\n').trim() : '' };
  } catch {
    return unread;
  }
}

/** Undefined where there are mistakes. Double keys are for whoever judges. */
function valuesOf(head: string): unknown {
  const { document } = readCarefully(head, false);
  return document.errors.length ? undefined : (document.toJS({ maxAliasCount: 20 }) ?? {});
}

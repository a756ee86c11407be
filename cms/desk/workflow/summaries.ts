import { setImmediate } from 'node:timers/promises';
import type { SourceFile } from '../../../src/content/source.ts';
import { type CollectionName, declared } from '../../../src/model/collections.ts';
import { place } from '../../../src/model/place.ts';
import type { Summary } from '../../protocol/store.ts';
import { readText } from '../history/read-text.ts';
import type { Store } from '../store/store.ts';

/** Summaries that are kept in memory, about half a kilobyte each; the oldest go first. */
const KEPT = 50_000;
/** Files that are read before others have their turn: parsing is ours alone to do. */
const AT_ONCE = 100;
/** The longest text that a list shows. */
const LONGEST = 400;

/** Kinds of field that lists show, sort and search by: one line or one value. Texts, lists and rows are read with the entry. */
const TOLD = new Set(['text', 'choice', 'day', 'moment', 'flag', 'number', 'image']);

/** What was read, by collection and blob: a blob never changes, so neither does what is in it. Null: nothing could be read. */
const known = new WeakMap<Store, Map<string, Summary['fields'] | null>>();

/** The summaries of a collection's files, in their order. Files that were read before are not read again. */
export async function summarize(store: Store, collection: CollectionName, files: readonly SourceFile[]): Promise<Summary[]> {
  const cache = known.get(store) ?? known.set(store, new Map()).get(store)!;
  const told = Object.entries(declared(collection).fields).filter(([, field]) => TOLD.has(field.kind)).map(([name]) => name);
  const key = (version: string) => `${collection} ${version}`;
  const found: Summary[] = [];
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const part = files.slice(at, at + AT_ONCE);
    const fresh = part.filter(({ version }) => !cache.has(key(version)));
    const texts = await Promise.all(fresh.map(async ({ version }) => (await store.reader.expect(version, 'blob')).bytes.toString('utf8')));
    fresh.forEach(({ path, version }, n) => cache.set(key(version), fieldsOf(path, texts[n]!, told)));
    for (const { path, version } of part) found.push({ path, version, fields: cache.get(key(version)) ?? unreadable(path) });
    if (fresh.length > 0) await setImmediate();
  }
  for (const old of cache.keys()) {
    if (cache.size <= KEPT) break;
    cache.delete(old);
  }
  return found;
}

function fieldsOf(path: string, text: string, told: readonly string[]): Summary['fields'] | null {
  const { fields: head } = readText(path, text);
  if (!head) return null;
  const fields: Summary['fields'] = {};
  for (const name of told) {
    const value = head[name];
    if (typeof value === 'string') fields[name] = value.slice(0, LONGEST);
    else if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) fields[name] = value;
  }
  return fields;
}

/** Something that can be clicked: the editor shows what is wrong with it. */
function unreadable(path: string): Summary['fields'] {
  const where = place(path);
  return { title: `（开头各项有错，读不出标题）${where.what === 'entry' ? where.id : path}` };
}

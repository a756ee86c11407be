import type { Texts, VersionText } from '../../protocol/history.ts';
import { MAIN, type Store } from '../store/store.ts';
import { branchOf, type EntryKey, fileOfEntry } from '../workflow/entry-key.ts';
import { Refused } from '../workflow/refused.ts';
import { titleOf } from '../workflow/subject.ts';
import { changesOf } from './entry-history.ts';
import { readText } from './read-text.ts';
import { isStep, tellCommit } from './tell-commit.ts';

/** Characters of a body that are told: what a save may have. A push may bring more. */
const LONGEST = 300_000;

/**
 * The texts of an entry at two commits; without `from`, at one and at what it was made on. Only of what `main` or the open draft
 * holds: a draft that was thrown away is not shown again. Throws `Refused`.
 */
export async function readTexts(store: Store, key: EntryKey, to: string, from?: string): Promise<Texts> {
  const own = fileOfEntry(key);
  const draft = (await store.commit(branchOf(key)))?.id;
  for (const id of new Set([to, ...(from ? [from] : [])])) {
    if (!(await store.contains(MAIN, id)) && !(draft && (await store.contains(draft, id)))) throw new Refused('not-found', '没有这个版本；请刷新后再看');
  }
  const before = from ?? (await versionBefore(store, own, to));
  const [earlier, later] = await Promise.all([before === undefined ? null : textAt(store, own, before), textAt(store, own, to)]);
  if (!earlier && !later) throw new Refused('not-found', '这两个版本里都没有这一条；请刷新后另选');
  return { before: earlier, after: later };
}

/** The version that a commit was made on: the step before it, or what had stood on `main` since whoever changed it last. */
async function versionBefore(store: Store, own: string, id: string): Promise<string | undefined> {
  const parent = (await store.commit(id))?.parents[0];
  const before = parent === undefined ? null : await store.commit(parent);
  if (!before) return undefined;
  return isStep(before) ? before.id : (await changesOf(store, own, before.id, 1))[0];
}

async function textAt(store: Store, own: string, id: string): Promise<VersionText | null> {
  const [commit, file] = await Promise.all([store.commit(id), store.file(id, own)]);
  if (!commit || !file) return null;
  const raw = file.bytes.toString('utf8');
  const { title, ...told } = tellCommit(commit);
  const named = titleOf(raw) ?? title;
  const { fields, body } = readText(own, raw);
  return { ...told, ...(named ? { title: named } : {}), fields, body: body.slice(0, LONGEST), clipped: body.length > LONGEST };
}

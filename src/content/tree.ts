import type { ObjectReader, TreeEntry } from './objects.ts';

/** A file that two trees do not share. */
export interface Difference {
  path: string;
  /** Blob ids; null where there is no such file on that side. */
  before: string | null;
  after: string | null;
  /** Git's mode on the new side, such as `100644` or `120000`; absent where the file is gone. */
  mode?: string;
}

/** The files that differ between two trees; equal folders are not opened, so this costs what changed. */
export async function diffTrees(reader: ObjectReader, before: string | null, after: string | null, prefix = ''): Promise<Difference[]> {
  if (before === after) return [];
  const old = new Map((before ? await reader.tree(before) : []).map((e) => [e.name, e]));
  const now = new Map((after ? await reader.tree(after) : []).map((e) => [e.name, e]));
  const found: Difference[] = [];
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const [a, b] = [old.get(name), now.get(name)];
    if (a && b && a.id === b.id && a.mode === b.mode) continue;
    const path = prefix + name;
    const folder = (entry: TreeEntry | undefined) => (entry?.mode === '040000' ? entry.id : null);
    if (folder(a) || folder(b)) found.push(...(await diffTrees(reader, folder(a), folder(b), `${path}/`)));
    const file = (entry: TreeEntry | undefined) => (entry && entry.mode !== '040000' ? entry.id : null);
    if (file(a) || file(b)) found.push({ path, before: file(a), after: file(b), ...(b && file(b) ? { mode: b.mode } : {}) });
  }
  return found;
}

import type { ObjectReader, TreeEntry } from '../../../src/content/objects.ts';
import type { ObjectWriter } from './writer.ts';

/** What shall stand at a path: a blob, or null for nothing. */
export type Change = { id: string; mode?: '100644' | '100755' | '040000' } | null;

/** Makes a tree with these paths changed; only the folders on the way are written again. `root` null means empty. */
export async function editTree(
  reader: ObjectReader, writer: ObjectWriter, root: string | null, changes: ReadonlyMap<string, Change>,
): Promise<string> {
  const here = new Map<string, Change>();
  const below = new Map<string, Map<string, Change>>();
  for (const [path, change] of changes) {
    const slash = path.indexOf('/');
    if (slash < 0) here.set(path, change);
    else {
      const folder = path.slice(0, slash);
      below.set(folder, (below.get(folder) ?? new Map()).set(path.slice(slash + 1), change));
    }
  }
  const entries = new Map<string, TreeEntry>((root ? await reader.tree(root) : []).map((entry) => [entry.name, entry]));
  for (const [name, change] of here) {
    if (change) entries.set(name, { name, id: change.id, mode: change.mode ?? '100644' });
    else entries.delete(name);
  }
  for (const [folder, inside] of below) {
    const old = entries.get(folder);
    const id = await editTree(reader, writer, old?.mode === '040000' ? old.id : null, inside);
    // Git has no empty folders.
    if (id === EMPTY_TREE) entries.delete(folder);
    else entries.set(folder, { name: folder, id, mode: '040000' });
  }
  return writer.writeTree([...entries.values()]);
}

export const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

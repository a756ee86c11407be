import { ObjectReader } from './objects.ts';
import { byPath, type ContentSource, SourceError, type SourceFile } from './source.ts';
import { diffTrees } from './tree.ts';

/**
 * Opens a commit of a Git repository as a source. `repository` is its git directory, or a reader of it that is kept open by
 * whoever made it; `name` any name of a commit. Nothing is listed before it is asked for.
 * Throws `SourceError` when there is no such commit or it has no `content/`.
 */
export async function openRepository(repository: string | ObjectReader, name = 'refs/heads/main'): Promise<ContentSource> {
  const objects = typeof repository === 'string' ? new ObjectReader(repository) : repository;
  const close = async () => void (objects === repository || (await objects.close()));
  try {
    const commit = await objects.expect(`${name}^{commit}`, 'commit');
    const content = (await objects.expect(`${commit.id}:content`, 'tree')).id;
    let listed: Promise<Map<string, SourceFile>> | undefined;
    const list = () => (listed ??= listTree(objects, content, 'content').then((files) => new Map(files.map((file) => [file.path, file]))));
    const blob = async (version: string) => (await objects.expect(version, 'blob')).bytes;
    return {
      name: `${objects.repository} at ${commit.id.slice(0, 12)}`,
      commit: commit.id,
      files: async () => [...(await list()).values()],
      read: async (path) => {
        const file = (await list()).get(path);
        if (file?.kind !== 'file') throw new SourceError(`${path} is not a file of ${commit.id}`);
        return blob(file.version);
      },
      blob,
      changesSince: async (earlier) => {
        const before = await objects.get(`${earlier}:content`);
        if (before?.type !== 'tree') return undefined;
        const changed = (await diffTrees(objects, before.id, content, 'content/')).filter(({ path }) => !hidden(path));
        return changed
          .map(({ path, after, mode }) => ({ path, after: after === null ? null : { path, version: after, kind: kindOf(mode ?? '') } }))
          .sort(byPath);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const kindOf = (mode: string): SourceFile['kind'] => (mode === '120000' ? 'link' : mode === '160000' ? 'submodule' : 'file');
/** Names that begin with a dot are nobody's content, as in a directory. */
const hidden = (path: string) => path.slice(path.lastIndexOf('/') + 1).startsWith('.');

/** Every file below a tree, sorted by path. */
export async function listTree(objects: ObjectReader, tree: string, folder: string): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  const walk = async (name: string, prefix: string): Promise<void> => {
    for (const entry of await objects.tree(name)) {
      const path = `${prefix}/${entry.name}`;
      if (entry.mode === '040000') await walk(entry.id, path);
      else if (!hidden(path)) files.push({ path, version: entry.id, kind: kindOf(entry.mode) });
    }
  };
  await walk(tree, folder);
  return files.sort(byPath);
}

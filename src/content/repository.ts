import { ObjectReader } from './objects.ts';
import { byPath, type ContentSource, SourceError, type SourceFile } from './source.ts';

/**
 * Opens a commit of a Git repository as a source. `repository` is its git directory; `name` any name of a commit.
 * Throws `SourceError` when there is no such commit or it has no `content/`.
 */
export async function openRepository(repository: string, name = 'refs/heads/main'): Promise<ContentSource> {
  const objects = new ObjectReader(repository);
  try {
    const commit = await objects.expect(`${name}^{commit}`, 'commit');
    const files = await listTree(objects, `${commit.id}:content`, 'content');
    const versions = new Map(files.map((file) => [file.path, file]));
    return {
      name: `${repository} at ${commit.id.slice(0, 12)}`,
      commit: commit.id,
      files: async () => files,
      read: async (path) => {
        const file = versions.get(path);
        if (file?.kind !== 'file') throw new SourceError(`${path} is not a file of ${commit.id}`);
        return (await objects.expect(file.version, 'blob')).bytes;
      },
      close: () => objects.close(),
    };
  } catch (error) {
    await objects.close();
    throw error;
  }
}

/** Every file below a tree, sorted by path. */
export async function listTree(objects: ObjectReader, tree: string, folder: string): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  const walk = async (name: string, prefix: string): Promise<void> => {
    for (const entry of await objects.tree(name)) {
      const path = `${prefix}/${entry.name}`;
      if (entry.mode === '040000') await walk(entry.id, path);
      else if (!entry.name.startsWith('.')) {
        const kind = entry.mode === '120000' ? 'link' : entry.mode === '160000' ? 'submodule' : 'file';
        files.push({ path, version: entry.id, kind });
      }
    }
  };
  await walk(tree, folder);
  return files.sort(byPath);
}

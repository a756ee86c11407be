import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { byPath, type ContentSource, SourceError, type SourceFile } from './source.ts';

/** Git's id of a blob with these bytes. Source: git-hash-object(1). */
export function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/**
 * Opens `<root>/content` as a source. Files are read into memory once, so that what was listed is what is read.
 * What is left out: names that begin with a dot (editors' swap files, `.DS_Store`).
 * Throws `SourceError` when there is no such directory.
 */
export async function openDirectory(root: string): Promise<ContentSource> {
  const bytes = new Map<string, Buffer>();
  const files: SourceFile[] = [];
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      throw new SourceError(`cannot read ${join(root, folder)}: ${error.code ?? error.message}`);
    });
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) await walk(path);
      else if (entry.isSymbolicLink()) files.push({ path, version: '0'.repeat(40), kind: 'link' });
      else if (entry.isFile()) {
        // At once: ten thousand promises of files of five kilobytes take three times as long as the files.
        const content = readFileSync(join(root, path));
        bytes.set(path, content);
        files.push({ path, version: blobId(content), kind: 'file' });
      }
    }
  };
  await walk('content');
  files.sort(byPath);
  const paths = new Map(files.map((file) => [file.version, file.path]));
  const read = async (path: string): Promise<Buffer> => {
    const content = bytes.get(path);
    if (!content) throw new SourceError(`${path} is not a file of ${root}`);
    return content;
  };
  return {
    name: join(root, 'content'),
    commit: null,
    files: async () => files,
    read,
    blob: (version) => read(paths.get(version) ?? version),
    changesSince: async () => undefined,
    close: async () => {},
  };
}

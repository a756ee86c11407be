import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blobId } from '../content/directory.ts';
import { type ContentSource, SourceError, type SourceFile } from '../content/source.ts';

/** A working tree whose files somebody else has listed: for a thread, which reads only what no cache knows. */
export function listedSource(root: string, files: readonly SourceFile[]): ContentSource {
  const paths = new Map(files.map(({ version, path }) => [version, path]));
  const read = (path: string) => readFile(join(root, path));
  return {
    name: join(root, 'content'),
    commit: null,
    files: async () => [...files],
    read,
    blob: async (version) => {
      const path = paths.get(version);
      if (path === undefined) throw new SourceError(`no file of ${root} is ${version}`);
      const bytes = await read(path);
      // A setting that was saved meanwhile would be on some pages.
      if (blobId(bytes) !== version) throw new SourceError(`${join(root, path)} was changed while the site was built; build again`);
      return bytes;
    },
    changesSince: async () => undefined,
    close: async () => {},
  };
}

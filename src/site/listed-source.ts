import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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
      return read(path);
    },
    changesSince: async () => undefined,
    close: async () => {},
  };
}

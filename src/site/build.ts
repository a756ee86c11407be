import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { openDirectory } from '../content/directory.ts';
import { EntryCache } from '../content/entry-cache.ts';
import type { Instant } from '../content/instant.ts';
import { openSnapshot } from '../content/open-snapshot.ts';
import type { Snapshot } from '../content/snapshot.ts';
import type { ContentSource } from '../content/source.ts';
import { studyInThreads } from '../content/study-threads.ts';
import { mediaFiles } from '../queries/media.ts';
import { openDoor } from '../queries/record.ts';
import { standingDoor } from '../queries/scope.ts';
import { indexPages } from '../search/indexer.ts';

export interface StaticOptions {
  root: string;
  /** Folder of what was made once: image variants. */
  cache: string;
  instant: Instant;
  /** Whether the search data are made. */
  search: boolean;
}

/** The clean build's content: opens the working tree's `content/` before, adds media and search data after. */
export function staticContent({ root, cache, instant, search }: StaticOptions): AstroIntegration {
  let source: ContentSource;
  let snapshot: Snapshot;
  return {
    name: 'yunduan:content',
    hooks: {
      'astro:build:start': async () => {
        source = await openDirectory(root);
        // Everything is read again: what a clean build gives depends on nothing that was there before.
        const entries = new EntryCache();
        snapshot = await openSnapshot(source, instant, { cache: entries, study: studyInThreads(source, entries) });
        standingDoor(openDoor(snapshot));
      },
      'astro:build:done': async ({ dir, logger }) => {
        const out = fileURLToPath(dir);
        const put = async (file: string, bytes: Uint8Array) => {
          await mkdir(dirname(join(out, file)), { recursive: true });
          await writeFile(join(out, file), bytes);
        };
        let media = 0;
        for await (const { address, bytes } of mediaFiles(snapshot, source, join(cache, 'images'))) {
          await put(address.slice(1), bytes);
          media += 1;
        }
        logger.info(`${media} media files`);
        if (!search) return;
        const names = (await readdir(out, { recursive: true })).filter((name) => name.endsWith('.html')).sort();
        const pages = names.map((file) => ({ path: `/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`, html: () => readFile(join(out, file), 'utf8') }));
        for (const { file, bytes } of await indexPages(pages)) await put(file, bytes);
        logger.info(`${pages.length} pages searchable`);
      },
    },
  };
}

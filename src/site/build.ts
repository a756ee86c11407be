import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { openDirectory } from '../content/directory.ts';
import type { Instant } from '../content/instant.ts';
import { standingSnapshot } from '../content/scope.ts';
import { openSnapshot, type Snapshot } from '../content/snapshot.ts';
import type { ContentSource } from '../content/source.ts';
import { mediaFiles } from '../queries/media.ts';
import { indexPages } from '../search/indexer.ts';

/** The clean build's content: opens the working tree's `content/` before, adds media and search data after. */
export function staticContent(options: { root: string; cache: string; instant: Instant }): AstroIntegration {
  let source: ContentSource;
  let snapshot: Snapshot;
  return {
    name: 'yunduan:content',
    hooks: {
      'astro:build:start': async () => {
        source = await openDirectory(options.root);
        snapshot = await openSnapshot(source, options.instant);
        standingSnapshot(snapshot);
      },
      'astro:build:done': async ({ dir, logger }) => {
        const out = fileURLToPath(dir);
        const put = async (file: string, bytes: Uint8Array) => {
          await mkdir(dirname(join(out, file)), { recursive: true });
          await writeFile(join(out, file), bytes);
        };
        let media = 0;
        for await (const { address, bytes } of mediaFiles(snapshot, source, join(options.cache, 'images'))) {
          await put(address.slice(1), bytes);
          media += 1;
        }
        const pages: { path: string; html: string }[] = [];
        for (const file of (await readdir(out, { recursive: true })).filter((name) => name.endsWith('.html')).sort()) {
          pages.push({ path: `/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`, html: await readFile(join(out, file), 'utf8') });
        }
        for (const { file, bytes } of await indexPages(pages)) await put(file, bytes);
        logger.info(`${pages.length} pages indexed, ${media} media files`);
      },
    },
  };
}

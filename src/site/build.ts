import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { cardAddress } from '../content/cards/card.ts';
import { makeCard } from '../content/cards/draw.ts';
import { openDirectory } from '../content/directory.ts';
import { EntryCache } from '../content/entry-cache.ts';
import type { Instant } from '../content/instant.ts';
import { openSnapshot } from '../content/open-snapshot.ts';
import type { Snapshot } from '../content/snapshot.ts';
import type { ContentSource } from '../content/source.ts';
import { studyInThreads } from '../content/study-threads.ts';
import { publicCards } from '../queries/cards.ts';
import { mediaFiles } from '../queries/media.ts';
import { openDoor } from '../queries/record.ts';
import { standingDoor } from '../queries/scope.ts';
import { indexPages } from '../search/indexer.ts';

/** Cards that are drawn at the same time. */
const TOGETHER = 4;

export interface StaticOptions {
  root: string;
  /** Folder of what was made once: image variants, share cards. */
  cache: string;
  instant: Instant;
  /** Whether the search data are made. */
  search: boolean;
  /** Whether the share cards are drawn. */
  cards: boolean;
}

/** The clean build's content: opens the working tree's `content/` before, adds media, share cards and search data after. */
export function staticContent({ root, cache, instant, search, cards }: StaticOptions): AstroIntegration {
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
        if (cards) {
          const wanted = publicCards(snapshot);
          const begun = performance.now();
          await mkdir(join(out, 'cards'), { recursive: true });
          for (let at = 0; at < wanted.length; at += TOGETHER) {
            await Promise.all(wanted.slice(at, at + TOGETHER).map(async (card) => copyFile(await makeCard(card, join(cache, 'cards')), join(out, cardAddress(card)))));
          }
          logger.info(`${wanted.length} share cards in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
        }
        if (!search) return;
        const names = (await readdir(out, { recursive: true })).filter((name) => name.endsWith('.html')).sort();
        const pages = names.map((file) => ({ path: `/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`, html: () => readFile(join(out, file), 'utf8') }));
        for (const { file, bytes } of await indexPages(pages)) await put(file, bytes);
        logger.info(`${pages.length} pages searchable`);
      },
    },
  };
}

import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AstroIntegration, AstroIntegrationLogger } from 'astro';
import { cardAddress } from '../content/cards/card.ts';
import { makeCard } from '../content/cards/draw.ts';
import { openDirectory } from '../content/directory.ts';
import { EntryCache } from '../content/entry-cache.ts';
import type { Instant } from '../content/instant.ts';
import { MediaCache } from '../content/media-cache.ts';
import { openSnapshot } from '../content/open-snapshot.ts';
import type { Snapshot } from '../content/snapshot.ts';
import type { ContentSource } from '../content/source.ts';
import { studyInThreads } from '../content/study-threads.ts';
import { publicCards } from '../queries/cards.ts';
import { mediaFiles } from '../queries/media.ts';
import { openDoor } from '../queries/record.ts';
import { paths } from '../queries/routes.ts';
import { indexPages } from '../search/indexer.ts';
import { openPageThreads, type PageThreads } from './page-threads.ts';
import { loadSite } from './render.ts';
import { replaceFolder } from './replace-folder.ts';
import { writePages } from './write-pages.ts';

/** Cards that are drawn at the same time. */
const TOGETHER = 4;

/** Removes what builds have left that were killed. */
async function sweep(cache: string): Promise<void> {
  for (const name of await readdir(cache).catch((): string[] => [])) {
    const pid = /^build-(\d+)-/.exec(name)?.[1];
    if (pid && !runs(Number(pid))) await rm(join(cache, name), { recursive: true, force: true });
  }
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

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

/**
 * The clean build: reads the working tree's `content/` while Astro begins and compiles the templates, and then renders every page with
 * them, as the desk does, beside what browsers load (decision 0032). Media, share cards and search data follow; then all of it becomes
 * `outDir`.
 */
export function staticContent({ root, cache, instant, search, cards }: StaticOptions): AstroIntegration {
  const facts = join(cache, 'images/facts.sqlite');
  const work = join(cache, `build-${process.pid}-${randomUUID()}`);
  const [compiled, made, texts] = [join(work, 'compiled'), join(work, 'compiled/client'), join(work, 'texts.sqlite')];
  /** Kept when the templates are compiled: threads can load them. */
  const compiling = Promise.withResolvers<void>();
  let outDir: string;
  let opened: Promise<{ source: ContentSource; snapshot: Snapshot; threads: Promise<PageThreads> }>;
  /** Every text is read again: what a clean build gives depends on nothing that was there before. Pictures are not decoded again. */
  const open = async () => {
    await sweep(cache);
    const source = await openDirectory(root);
    const files = await source.files();
    const threads = compiling.promise.then(() => openPageThreads({ root, files, texts, facts, instant: instant.toString(), compiled, folder: made }, files.filter(({ path }) => path.endsWith('.md')).length));
    // Where they cannot be started, that is told when the first page is wanted.
    threads.catch(() => {});
    const entries = new EntryCache(texts, '', new MediaCache(facts));
    try {
      const snapshot = await openSnapshot(source, instant, { cache: entries, study: studyInThreads(source, entries) });
      threads.then((all) => all.ready()).catch(() => {});
      return { source, snapshot, threads };
    } catch (error) {
      threads.then((all) => all.close()).catch(() => {});
      throw error;
    }
  };
  /** Everything but what Astro has put into `made` already. */
  const make = async (logger: AstroIntegrationLogger) => {
    compiling.resolve();
    // Loaded while texts are still read; where it cannot be, that is told after what is wrong with these.
    const loading = loadSite(compiled);
    loading.catch(() => {});
    const { source, snapshot, threads } = await opened;
    const begun = performance.now();
    const wanted = paths(snapshot);
    const [site, door] = [await loading, openDoor(snapshot)];
    await (await threads).write(wanted, (some) => writePages(site, door, some, made));
    logger.info(`${wanted.length} pages in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    const put = async (file: string, bytes: Uint8Array) => {
      await mkdir(dirname(join(made, file)), { recursive: true });
      await writeFile(join(made, file), bytes);
    };
    let media = 0;
    for await (const { address, bytes } of mediaFiles(snapshot, source, join(cache, 'images'))) {
      await put(address.slice(1), bytes);
      media += 1;
    }
    logger.info(`${media} media files`);
    if (cards) {
      const wantedCards = publicCards(snapshot);
      const drawing = performance.now();
      await mkdir(join(made, 'cards'), { recursive: true });
      for (let at = 0; at < wantedCards.length; at += TOGETHER) {
        await Promise.all(wantedCards.slice(at, at + TOGETHER).map(async (card) => copyFile(await makeCard(card, join(cache, 'cards')), join(made, cardAddress(card)))));
      }
      logger.info(`${wantedCards.length} share cards in ${((performance.now() - drawing) / 1000).toFixed(1)} s`);
    }
    if (!search) return;
    const names = (await readdir(made, { recursive: true })).filter((name) => name.endsWith('.html')).sort();
    const pages = names.map((file) => ({ path: `/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`, html: () => readFile(join(made, file), 'utf8') }));
    for (const { file, bytes } of await indexPages(pages)) await put(file, bytes);
    logger.info(`${pages.length} pages searchable`);
  };
  return {
    name: 'yunduan:content',
    hooks: {
      'astro:config:setup': ({ command, config, updateConfig }) => {
        if (command === 'build') {
          opened = open();
          // What is wrong with the content is told when its pages are wanted.
          opened.catch(() => {});
        }
        outDir = fileURLToPath(config.outDir);
        const folder = pathToFileURL(`${compiled}/`);
        updateConfig({ outDir: folder, build: { client: new URL('client/', folder), server: new URL('server/', folder) } });
        process.once('exit', () => rmSync(work, { recursive: true, force: true }));
      },
      'astro:build:done': async ({ logger }) => {
        await make(logger);
        // Only what is whole takes the place of what was there: a build that fails leaves it.
        await replaceFolder(made, outDir);
        logger.info(`written to ${outDir}`);
      },
    },
  };
}

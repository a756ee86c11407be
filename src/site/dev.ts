import { join } from 'node:path';
import type { AstroIntegration } from 'astro';
import { openDirectory } from '../content/directory.ts';
import { ContentError } from '../content/finding.ts';
import { Instant } from '../content/instant.ts';
import { EntryCache } from '../content/entry-cache.ts';
import { MediaCache } from '../content/media-cache.ts';
import { openSnapshot } from '../content/open-snapshot.ts';
import { mediaFiles } from '../queries/media.ts';
import { openDoor } from '../queries/record.ts';
import { type Door, standingDoor } from '../queries/scope.ts';

/** The template author's loop: Astro's dev server over the working tree's content, read again when a file of it changes. */
export function liveContent(options: { root: string; cache: string; now: () => number }): AstroIntegration {
  let current: Door | undefined;
  let media = new Map<string, Buffer>();
  let failure: unknown = new Error('content is still being read');
  return {
    name: 'yunduan:live-content',
    hooks: {
      'astro:server:setup': async ({ server, logger }) => {
        const read = new EntryCache(undefined, undefined, new MediaCache(join(options.cache, 'images/facts.sqlite')));
        const refresh = async () => {
          try {
            const source = await openDirectory(options.root);
            const snapshot = await openSnapshot(source, new Instant(options.now()), { cache: read });
            const files = new Map<string, Buffer>();
            for await (const { address, bytes } of mediaFiles(snapshot, source, join(options.cache, 'images'))) files.set(address, bytes);
            // A part that pages share is drawn for each: its template may have been edited since.
            [current, media, failure] = [{ ...openDoor(snapshot), once: (_name, make) => make() }, files, undefined];
          } catch (error) {
            failure = error;
            logger.error(error instanceof ContentError ? error.message : String(error));
          }
        };
        standingDoor(() => {
          if (failure) throw failure;
          return current!;
        });
        await refresh();
        server.middlewares.use((request, response, next) => {
          const bytes = media.get(decodeURI((request.url ?? '').split('?')[0] ?? ''));
          if (bytes) response.end(bytes);
          else next();
        });
        server.watcher.add(join(options.root, 'content'));
        server.watcher.on('all', async (_event, file) => {
          if (!file.startsWith(join(options.root, 'content'))) return;
          await refresh();
          server.environments.client.hot.send({ type: 'full-reload' });
        });
      },
    },
  };
}

// The child process that holds the compiled site and the snapshots, so that whoever answers readers and editors never stalls.
import { ContentError } from '../../../src/content/finding.ts';
import { Instant } from '../../../src/content/instant.ts';
import { openRepository } from '../../../src/content/repository.ts';
import { openSnapshot } from '../../../src/content/snapshot.ts';
import { loadSite, type Site } from '../../../src/site/render.ts';
import { makeRelease } from './make-release.ts';
import { ReleaseStore } from './release-store.ts';
import type { Answer, Order } from './site-orders.ts';

const sites = new Map<string, Promise<Site>>();

async function publish(order: Order): Promise<Answer> {
  const source = await openRepository(order.repository, order.commit);
  try {
    const snapshot = await openSnapshot(source, new Instant(order.now));
    let site = sites.get(order.compiled);
    if (!site) sites.set(order.compiled, (site = loadSite(order.compiled)));
    const releases = new ReleaseStore(order.data);
    const release = await makeRelease({
      site: await site, compiled: order.compiled, templates: order.templates, snapshot, source, images: order.images,
      releases, previous: order.previous === undefined ? null : await releases.read(order.previous), id: order.id, now: order.now,
    });
    return { order: order.order, ok: true, release: release.id };
  } finally {
    await source.close();
  }
}

process.on('message', (order: Order) => {
  publish(order)
    .catch((error: unknown): Answer => ({
      order: order.order,
      ok: false,
      content: error instanceof ContentError,
      failure: error instanceof ContentError
        ? { zh: error.message, en: `${error.findings.length} content error(s): ${error.findings.map((f) => `${f.file}:${f.line} ${f.rule}`).slice(0, 5).join(', ')}` }
        : { zh: '网站没有更新，公众看到的仍是上一版；请把这句话告诉管理员', en: error instanceof Error ? (error.stack ?? error.message) : String(error) },
    }))
    .then((answer) => process.send?.(answer));
});
// The desk is gone, however it went: nothing here outlives it.
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group; the desk decides when this process ends.
process.on('SIGINT', () => {});

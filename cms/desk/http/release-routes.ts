import { api } from '../../protocol/paths.ts';
import { type Release, type Releases, Restore } from '../../protocol/release.ts';
import type { Publisher } from '../publishing/publisher.ts';
import type { Hold } from '../publishing/hold.ts';
import type { ReleasedFiles } from '../publishing/released-files.ts';
import type { ReleaseRecord } from '../publishing/release/record.ts';
import type { Store } from '../store/store.ts';
import { Refused } from '../workflow/refused.ts';
import { readJson } from './answer.ts';
import { Routes } from './guard.ts';

/** How long whoever restores waits to hear what came of it, in ms. */
const PATIENCE = 50_000;

export interface ReleaseParts {
  store: Store;
  publisher: Publisher;
  files: ReleasedFiles;
  hold: Hold;
}

/** What was published and why, and the way back to an earlier commit; for signed-in people. */
export function releaseRoutes({ store, publisher, files, hold }: ReleaseParts): Routes {
  const tell = async (release: ReleaseRecord, current: number): Promise<Release> => {
    const commit = await store.commit(release.commit);
    return {
      id: release.id, commit: release.commit, templates: release.templates, instant: release.instant, publishedAt: release.publishedAt, pages: release.pages,
      ...(commit ? { subject: commit.subject, author: commit.author.name } : {}),
      state: release.number === current ? 'current' : 'superseded',
      ...(release.nextChange === undefined ? {} : { nextChange: new Date(release.nextChange).toISOString() }),
      what: release.what,
    };
  };
  return new Routes()
    .on('GET', api.releases, 'read', async (c) => {
      const kept = files.list();
      const told = await Promise.all(kept.map((release) => tell(release, kept[0]!.number)));
      const { failed } = publisher;
      // The current release first, then a failure newer than it, then earlier ones.
      return c.json({ releases: [...told.slice(0, 1), ...(failed ? [failed] : []), ...told.slice(1)], hold: hold.get(), searchable: files.searched } satisfies Releases);
    })
    .on('POST', api.restore, 'restore-release', async (c) => {
      const { commit } = await readJson(c, Restore, 1024);
      if (!files.list().some((release) => release.commit === commit)) throw new Refused('not-found', '最近的发布里没有这个版本，不能恢复；请刷新后另选一个');
      return c.json(await publisher.restore(commit, c.var.person.name, PATIENCE));
    })
    .on('POST', api.release, 'restore-release', async (c) => c.json(await publisher.letGo(PATIENCE)));
}

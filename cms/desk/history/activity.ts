import { place } from '../../../src/model/place.ts';
import type { Activity, Deed } from '../../protocol/history.ts';
import type { Store } from '../store/store.ts';
import { titleOf } from '../workflow/subject.ts';
import { kindOf, momentOf, tellCommit } from './tell-commit.ts';
import { type Walked, walkBack } from './walk.ts';

/** Deeds on a page. */
const PAGE = 30;
/** How long one page looks, in ms: who asks for a person long gone gets a short page, with the way on. */
const PATIENCE = 2000;
/** Of what a push changed, so many entries are named. */
const NAMED = 5;

export interface Asked {
  person?: string | undefined;
  collection?: string | undefined;
  /** How many commits, newest first, earlier pages have looked at. */
  skip: number;
}

/** What everybody did, as far as `main` and the open drafts hold it, newest first. `releases` are ids by commit. */
export async function readActivity(store: Store, { person, collection, skip }: Asked, releases: ReadonlyMap<string, string>, patience = PATIENCE): Promise<Activity> {
  const deeds: Deed[] = [];
  let walked = 0;
  let until: string | null = null;
  let started: number | undefined;
  for await (const at of walkBack(store)) {
    if (deeds.length === PAGE || (started !== undefined && performance.now() - started > patience)) return { deeds, next: walked, until };
    if (walked++ < skip) continue;
    started ??= performance.now();
    until = momentOf(at.commit.at);
    if (person !== undefined && at.commit.author.username !== person) continue;
    const entries = await entriesOf(store, at);
    if (collection !== undefined && !entries.some((entry) => entry.collection === collection)) continue;
    deeds.push(await tellDeed(store, at, entries, releases));
  }
  return { deeds, next: null, until };
}

/** An entry that was changed, and its text's version. */
type Touched = Deed['entries'][number] & { version?: string | null };

/** The entries that something was done to: as it says itself, or else those whose files it changed. */
async function entriesOf(store: Store, { commit, key }: Walked): Promise<Touched[]> {
  if (key) return [key];
  const kind = kindOf(commit);
  const [parent] = commit.parents;
  // The first commit brought everything, an update of templates touches no content.
  if (parent === undefined || kind === 'templates' || kind === 'start') return [];
  const before = await store.commit(parent);
  if (!before) return [];
  return (await store.differences(before.tree, commit.tree)).flatMap(({ path, after, before: old }): Touched[] => {
    const where = place(path);
    if (where.what !== 'entry' && where.what !== 'setting') return [];
    return [{ collection: where.what === 'entry' ? where.collection : 'settings', id: where.id, version: after ?? old }];
  });
}

async function tellDeed(store: Store, { commit, key }: Walked, touched: readonly Touched[], releases: ReadonlyMap<string, string>): Promise<Deed> {
  const told = tellCommit(commit);
  const release = releases.get(commit.id);
  return {
    ...told, kind: kindOf(commit),
    entries: await Promise.all(touched.slice(0, NAMED).map(async ({ collection, id, version }) => {
      const title = key ? told.title : await titleIn(store, version);
      return { collection, id, ...(title ? { title } : {}) };
    })),
    others: Math.max(0, touched.length - NAMED),
    ...(release ? { release } : {}),
  };
}

async function titleIn(store: Store, version: string | null | undefined): Promise<string | undefined> {
  const text = version ? await store.reader.get(version) : null;
  return text?.type === 'blob' ? titleOf(text.bytes.toString('utf8')) : undefined;
}

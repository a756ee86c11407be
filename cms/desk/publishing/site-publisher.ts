import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { EntryCache } from '../../../src/content/entry-cache.ts';
import type { TakenDown } from '../../../src/content/face.ts';
import { Instant, parseInstant } from '../../../src/content/instant.ts';
import { ObjectReader } from '../../../src/content/objects.ts';
import { nextSnapshot, openSnapshot } from '../../../src/content/open-snapshot.ts';
import { openRepository } from '../../../src/content/repository.ts';
import type { Shelf } from '../../../src/content/shelf.ts';
import type { Snapshot } from '../../../src/content/snapshot.ts';
import { collectionNames } from '../../../src/model/collections.ts';
import { Recorder } from '../../../src/queries/record.ts';
import { takenDown } from '../../../src/queries/withdrawn.ts';
import { loadSite, type Site } from '../../../src/site/render.ts';
import { openCrew, WORTH_A_CREW } from './crew.ts';
import { everything, findChanges } from './find-changes.ts';
import { type Changes, makeRelease } from './make-release.ts';
import { emptyLog, openReleases } from './release/database.ts';
import { ReleaseFiles } from './release/files.ts';
import { currentRelease, type ReleaseRecord } from './release/record.ts';
import { Recordings } from './release/recordings.ts';
import { openCache } from './open-cache.ts';
import { renderHere } from './render-paths.ts';
import type { Order, Readiness } from './site-orders.ts';

/** Makes releases one after the other, each from what the last one showed. */
export class SitePublisher {
  readonly #data: string;
  readonly #reader: ObjectReader;
  readonly #database: DatabaseSync;
  readonly #sites = new Map<string, Promise<Site>>();
  #cache: { model: string; entries: EntryCache } | undefined;
  /** What the current release shows; undefined before it is read, by `ready` or for the first publication. */
  #held: { release: number; snapshot: Snapshot } | undefined;

  constructor(data: string, repository: string) {
    this.#data = data;
    this.#reader = new ObjectReader(repository);
    this.#database = openReleases(data);
    new ReleaseFiles(this.#database).sweepAll();
    sweep(data, this.#database, 'attachments');
    sweep(data, this.#database, 'cards');
  }

  /** Publishes a commit as `order` says. Throws `ContentError`, `RenderError`, or whatever the machine does; the public sees the last release then. */
  async publish(order: Order): Promise<ReleaseRecord> {
    const cache = this.#cacheOf(order.model);
    const current = currentRelease(this.#database);
    // With other templates everything is made again, whatever was there.
    const held = current?.templates === order.templates ? await this.#hold(current, order, cache) : undefined;
    const instant = new Instant(order.now);
    const restoring = order.main !== order.commit;
    const down = restoring ? await this.#takenDown(order, held, cache) : new Map<string, TakenDown>();
    const crew = openCrew({ ...order, instant: instant.toString(), down });
    try {
      if (!held && (order.files ?? 0) > WORTH_A_CREW) crew.begin();
      const source = await openRepository(this.#reader, order.commit);
      const changes = await (held && source.changesSince(held.commit ?? ''));
      const next = held && changes
        ? await nextSnapshot(held, source, changes, instant, { cache, down })
        : { snapshot: await openSnapshot(source, instant, { cache, down, study: crew.study(source, cache) }) };
      const { snapshot } = next;
      const recorder = new Recorder(snapshot);
      const why = restoring ? 'restored' : current && current.templates !== order.templates ? 'templates' : current ? 'changes' : 'first';
      const plan: Changes = held && 'difference' in next
        ? findChanges(held, snapshot, next.difference, order.now, new Recordings(this.#database), recorder, why)
        : everything(snapshot, why);
      const site = await this.#siteOf(order.compiled);
      const release = await makeRelease({
        database: this.#database, data: this.#data, snapshot, source, compiled: order.compiled, now: order.now,
        render: plan.render.size > WORTH_A_CREW ? crew.render(renderHere(site, snapshot, recorder)) : renderHere(site, snapshot, recorder),
        release: { id: order.id, commit: order.commit, templates: order.templates, down: [...down] },
      }, plan);
      this.#held = { release: release.number, snapshot };
      return release;
    } catch (error) {
      this.#forgetHalf();
      throw error;
    } finally {
      await crew.close();
    }
  }

  /** Reads what the current release shows, and the templates, so that the first publication after a start takes no longer than the next. */
  async ready(order: Readiness): Promise<void> {
    const current = currentRelease(this.#database);
    if (current?.templates === order.templates) await this.#hold(current, order, this.#cacheOf(order.model));
    await this.#siteOf(order.compiled);
  }

  close(): void {
    this.#cache?.entries.close();
    this.#database.close();
    void this.#reader.close();
  }

  /** What the current release shows: as it was held, or, after a restart, read again. */
  async #hold(current: ReleaseRecord, order: Pick<Order, 'now'>, cache: EntryCache): Promise<Snapshot | undefined> {
    const instant = parseInstant(current.instant);
    // A clock that was set back: nothing can be said of what time has changed since.
    if (!instant.before(order.now)) return undefined;
    if (this.#held?.release === current.number) return this.#held.snapshot;
    try {
      const snapshot = await openSnapshot(await openRepository(this.#reader, current.commit), instant, { cache, down: new Map(current.down) });
      this.#held = { release: current.number, snapshot };
      const entries = collectionNames.flatMap((name) => [...(snapshot.entries[name] as Shelf).values()]);
      cache.prune(new Map(entries.map(({ path, version }) => [path, version])));
      return snapshot;
    } catch {
      // The commit is gone or another model finds it wrong: everything is made again.
      return undefined;
    }
  }

  /** What `main` has taken from the public, whatever an earlier commit says of it: lists of 公示, and withdrawn entries. */
  async #takenDown(order: Order, held: Snapshot | undefined, cache: EntryCache): Promise<Map<string, TakenDown>> {
    const source = await openRepository(this.#reader, order.main);
    const instant = new Instant(order.now);
    const changes = held && (await source.changesSince(held.commit ?? ''));
    try {
      const main = held && changes ? (await nextSnapshot(held, source, changes, instant, { cache })).snapshot : await openSnapshot(source, instant, { cache });
      return takenDown(main);
    } catch {
      // `main` may hold the very mistake that the restoration is for; what its last good state had down stays down.
      return held ? takenDown(held) : new Map();
    }
  }

  /** Removes what a publication that failed had kept. On a full disk this may fail too: the next start of the process does it then. */
  #forgetHalf(): void {
    try {
      new ReleaseFiles(this.#database).sweepAll();
    } catch {}
    emptyLog(this.#database);
  }

  #cacheOf(model: string): EntryCache {
    if (this.#cache?.model !== model) {
      this.#cache?.entries.close();
      this.#cache = { model, entries: openCache(this.#data, model) };
      this.#held = undefined;
    }
    return this.#cache.entries;
  }

  #siteOf(compiled: string): Promise<Site> {
    const known = this.#sites.get(compiled);
    if (known) return known;
    const loading = loadSite(compiled);
    this.#sites.set(compiled, loading);
    // What could not be loaded now may be there the next time.
    loading.catch(() => this.#sites.delete(compiled));
    return loading;
  }
}

/** Removes attachments, or share cards, that nothing public names: what a publication that was killed had stored, or what was drawn while it went. */
function sweep(data: string, database: DatabaseSync, what: 'attachments' | 'cards'): void {
  const folder = join(data, what);
  if (!existsSync(folder)) return;
  const named = database.prepare('SELECT 1 FROM file WHERE stored = ?');
  for (const name of readdirSync(folder)) if (!named.get(`${what}/${name}`)) rmSync(join(folder, name), { force: true });
}

import type { Release } from '../../protocol/release.ts';
import type { Store } from '../store/store.ts';
import type { Outcome } from '../workflow/change-draft.ts';
import type { ReleaseRecord, ReleaseStore } from './release-store.ts';
import type { SiteHandle } from './site-handle.ts';

export interface PublisherParts {
  store: Store;
  site: SiteHandle;
  releases: ReleaseStore;
  data: string;
  /** The compiled site, or undefined while there is none: then nothing is published. */
  compiled: () => { folder: string; digest: string } | undefined;
  now: () => number;
  /** The public sees this release from here on. */
  show: (release: ReleaseRecord) => void;
  log: (line: string) => void;
}

const POLL = 10_000;
const RETRY = 30_000;
/** Between two looks, however due something is. */
const SOONEST = 250;

/**
 * Makes a release of what `main` names and switches the public to it. Commits that arrive while it works are taken together
 * by the next round. A failure leaves the last release in service; the next commit, or the next try, heals it.
 */
export class Publisher {
  readonly #parts: PublisherParts;
  #current: ReleaseRecord | null = null;
  #failed: Release | null = null;
  #hopeless = false;
  #running: Promise<void> | null = null;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(parts: PublisherParts) {
    this.#parts = parts;
  }

  /** Takes up the release that was current when the desk last ran, so that readers wait for nothing. */
  async resume(): Promise<ReleaseRecord | null> {
    this.#current = await this.#parts.releases.current();
    if (this.#current) this.#parts.show(this.#current);
    return this.#current;
  }

  get current(): ReleaseRecord | null {
    return this.#current;
  }

  /** The current release first, then a failure newer than it, then earlier ones. */
  async list(): Promise<Release[]> {
    const kept = await this.#parts.releases.list();
    const tell = (release: (typeof kept)[number]): Release => ({
      id: release.id, commit: release.commit, publishedAt: release.publishedAt, pages: release.pages,
      state: release.id === this.#current?.id ? 'current' : 'superseded',
    });
    return [
      ...kept.filter(({ id }) => id === this.#current?.id).map(tell),
      ...(this.#failed ? [this.#failed] : []),
      ...kept.filter(({ id }) => id !== this.#current?.id).map(tell),
    ];
  }

  /** `main` may have moved. Resolves when what it names now is public, or its publication has failed. */
  wake(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#again = true;
    return (this.#running ??= this.#run());
  }

  /** Publishes a commit of `main`; answers after `patience` ms at the latest, when it may still be under way. */
  async publish(commit: string, patience: number): Promise<Outcome> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, patience)));
    // A round that began before the commit arrived shows the one before it; the next round shows this one.
    await Promise.race([this.wake().then(() => this.wake()), late]);
    clearTimeout(timer);
    const { store } = this.#parts;
    if (this.#current && (await store.contains(this.#current.commit, commit))) return { published: true };
    const failed = this.#failed;
    return { published: false, ...(failed?.failure && (await store.contains(failed.commit, commit)) ? { failure: failed.failure } : {}) };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      try {
        await this.#publish();
      } catch (error) {
        this.#parts.log(`publishing: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
    }
    // In the same turn as the last look at `#again`: a wake that comes now begins a new round.
    this.#running = null;
    this.#schedule();
  }

  async #publish(): Promise<void> {
    const { store, site, releases, data, now, show, log } = this.#parts;
    const compiled = this.#parts.compiled();
    if (!compiled) return;
    const { id: commit } = await store.main();
    const due = (this.#current?.nextChange ?? Number.POSITIVE_INFINITY) <= now();
    if (this.#current?.commit === commit && this.#current.templates === compiled.digest && !due) {
      this.#failed = null;
      return;
    }
    const failed = this.#failed;
    if (failed?.commit === commit && (this.#hopeless || now() - Date.parse(failed.publishedAt) < RETRY)) return;
    const started = now();
    const id = `${new Date(started).toISOString().replace(/[-:.TZ]/g, '')}-${commit.slice(0, 8)}`;
    const answer = await site.publish({
      id, repository: store.repository, commit, compiled: compiled.folder, templates: compiled.digest, images: `${data}/images`, data, previous: this.#current?.id, now: started,
    });
    const release = answer.ok ? await releases.read(answer.release) : null;
    if (!release) {
      // The same content is wrong the next time too; only another commit or other templates can mend it.
      this.#hopeless = !answer.ok && answer.content === true;
      const failure = answer.ok ? { zh: '发布的文件不完整，公众看到的仍是上一版', en: `release ${id} is not whole` } : answer.failure;
      this.#failed = { id, commit, publishedAt: new Date(started).toISOString(), state: 'failed', pages: 0, failure };
      log(`not published (${commit.slice(0, 8)}), the last release stays: ${failure.en}\n${failure.zh}`);
      return;
    }
    await releases.makeCurrent(release.id);
    this.#hopeless = false;
    this.#current = release;
    this.#failed = null;
    show(release);
    log(`published ${commit.slice(0, 8)}: ${release.pages} pages in ${((now() - started) / 1000).toFixed(1)} s`);
    await releases.sweep(release.id);
  }

  /** Looks again by itself: at the instant at which an answer changes, and now and then for a push whose hook could not call. */
  #schedule(): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    const until = (this.#current?.nextChange ?? Number.POSITIVE_INFINITY) - this.#parts.now();
    this.#timer = setTimeout(() => void this.wake(), Math.max(SOONEST, Math.min(POLL, until)));
    this.#timer.unref();
  }
}

import type { Release } from '../../protocol/release.ts';
import type { Store } from '../store/store.ts';
import type { Outcome } from '../workflow/change-draft.ts';
import type { ReleaseRecord } from './release/record.ts';
import type { Held, Hold } from './hold.ts';
import type { ReleasedFiles } from './released-files.ts';
import type { SiteHandle } from './site-handle.ts';

export interface PublisherParts {
  store: Store;
  site: SiteHandle;
  files: ReleasedFiles;
  hold: Hold;
  data: string;
  /** The compiled site and the version of the model, or undefined while there is none: then nothing is published. */
  compiled: () => { folder: string; digest: string; model: string } | undefined;
  now: () => number;
  /** The public sees another release from here on. */
  released: () => void;
  log: (line: string) => void;
}

const POLL = 10_000;
const RETRY = 30_000;
/** Between two looks, however due something is. */
const SOONEST = 250;

/**
 * Publishes what `main` names, or the earlier commit that is held. Commits that arrive while it works are taken together
 * by the next round. A failure leaves the last release in service; the next commit, or the next try, heals it.
 */
export class Publisher {
  readonly #parts: PublisherParts;
  #failed: (Release & { main: string }) | null = null;
  #hopeless = false;
  #heldBefore: Held | null = null;
  #running: Promise<void> | null = null;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  /** Whether the site process was told anything since the desk began: at first it reads for long. */
  #begun = false;

  constructor(parts: PublisherParts) {
    this.#parts = parts;
  }

  get current(): ReleaseRecord | null {
    return this.#parts.files.current();
  }

  /** The last publication, when it failed. */
  get failed(): Release | null {
    if (!this.#failed) return null;
    const { main: _main, ...told } = this.#failed;
    return told;
  }

  /** `main` may have moved. Resolves when what it names now is public, or its publication has failed. */
  wake(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#again = true;
    return (this.#running ??= this.#run());
  }

  /** Publishes a commit of `main`; answers after `patience` ms at the latest, when it may still be under way. */
  async publish(commit: string, patience: number): Promise<Outcome> {
    await this.#settle(patience);
    const { store } = this.#parts;
    const hold = this.#parts.hold.get();
    if (hold) {
      return {
        published: false,
        failure: {
          zh: `已经收下，但没有公开：网站按 ${hold.by} 的要求停在一个较早的版本上；在“发布记录”里恢复更新后就会公开`,
          en: `received; the public is shown commit ${hold.commit.slice(0, 8)}, held by ${hold.by}, until it is let go`,
        },
      };
    }
    const shown = this.current?.commit;
    if (shown && (shown === commit || (await store.contains(shown, commit)))) return { published: true };
    const failed = this.#failed;
    const concerns = failed && (failed.main === commit || (await store.contains(failed.main, commit)));
    return { published: false, ...(failed?.failure && concerns ? { failure: failed.failure } : {}) };
  }

  /** Shows the public an earlier commit until `letGo`. Answers when it is public or has failed; a failure holds nothing. */
  async restore(commit: string, by: string, patience: number): Promise<Outcome> {
    const { hold, now } = this.#parts;
    this.#heldBefore = hold.get();
    hold.set({ commit, by, at: new Date(now()).toISOString() });
    this.#forgetFailure();
    await this.#settle(patience);
    if (this.current?.commit === commit) return { published: true };
    const failure = this.#failed?.failure;
    return { published: false, ...(failure ? { failure } : {}) };
  }

  /** Shows the public what `main` names again. */
  async letGo(patience: number): Promise<Outcome> {
    this.#parts.hold.set(null);
    this.#forgetFailure();
    return this.publish((await this.#parts.store.main()).id, patience);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Waits until whatever was asked for before this is public or has failed, but not longer than `patience` ms. */
  async #settle(patience: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, patience)));
    // A round that began before the commit arrived shows the one before it; the next round shows this one.
    const under = this.#running;
    await Promise.race([under ? under.then(() => this.wake()) : this.wake(), late]);
    clearTimeout(timer);
  }

  #forgetFailure(): void {
    this.#failed = null;
    this.#hopeless = false;
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
    const { store, site, hold, data, now, released, log } = this.#parts;
    const compiled = this.#parts.compiled();
    if (!compiled) return;
    const { id: main } = await store.main();
    const commit = hold.get()?.commit ?? main;
    const current = this.current;
    const due = (current?.nextChange ?? Number.POSITIVE_INFINITY) <= now();
    const how = { repository: store.repository, compiled: compiled.folder, templates: compiled.digest, model: compiled.model, data };
    const begins = !this.#begun;
    this.#begun = true;
    if (current?.commit === commit && current.templates === compiled.digest && !due) {
      this.#failed = null;
      if (begins) site.ready({ ...how, now: now() });
      return;
    }
    const failed = this.#failed;
    if (failed?.commit === commit && (this.#hopeless || now() - Date.parse(failed.publishedAt) < RETRY)) return;
    const started = now();
    const id = `${new Date(started).toISOString().replace(/[-:.TZ]/g, '')}-${commit.slice(0, 8)}`;
    const answer = await site.publish({ ...how, id, commit, main, now: started });
    if (!answer.ok) {
      // The same content is wrong the next time too; only another commit or other templates can mend it.
      this.#hopeless = answer.content === true;
      this.#failed = { id, commit, main, publishedAt: new Date(started).toISOString(), state: 'failed', pages: 0, failure: answer.failure };
      // A restoration that fails holds nothing, also when whoever asked has not waited for it.
      if (hold.get()?.commit === commit && current?.commit !== commit) hold.set(this.#heldBefore);
      log(`not published (${commit.slice(0, 8)}), the last release stays: ${answer.failure.en}\n${answer.failure.zh}`);
      return;
    }
    this.#forgetFailure();
    released();
    const shown = this.current;
    log(`published ${commit.slice(0, 8)}: ${shown?.what.rendered ?? 0} of ${shown?.pages ?? 0} pages rendered (${shown?.what.why}) in ${((now() - started) / 1000).toFixed(2)} s`);
  }

  /** Looks again by itself: at the instant at which an answer changes, and now and then for a push whose hook could not call. */
  #schedule(): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    const until = (this.current?.nextChange ?? Number.POSITIVE_INFINITY) - this.#parts.now();
    this.#timer = setTimeout(() => void this.wake(), Math.max(SOONEST, Math.min(POLL, until)));
    this.#timer.unref();
  }
}

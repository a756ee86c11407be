import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { dirname, sep } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { gitEnvironment } from '../../../src/content/objects.ts';
import type { Mirror as Told, MirrorWhat, SetMirror } from '../../protocol/mirror.ts';
import { DRAFTS, MAIN } from '../store/store.ts';
import { Refused } from '../workflow/refused.ts';
import { explainPush } from './explain-push.ts';
import { parseMirrorAddress } from './mirror-address.ts';
import { type MirrorState, NOTHING_PUSHED, readMirrorSetting, readMirrorState, writeMirrorSetting, writeMirrorState } from './mirror-setting.ts';
import { push } from './push.ts';

const run = promisify(execFile);

/** How often it looks whether something has moved, in ms: so often at most are drafts pushed. A move of `main` is told to it. */
const EVERY = 60_000;
/** How long it waits after one failure, after two, … */
const PAUSES = [10_000, 30_000, 2 * 60_000, 10 * 60_000, 30 * 60_000, 60 * 60_000];
/** How long a push may take. The first one carries everything. */
const LONGEST = 15 * 60_000;

export interface MirrorParts {
  database: DatabaseSync;
  repository: string;
  now: () => number;
  log: (line: string) => void;
  every?: number;
  pauses?: readonly number[];
}

/**
 * Keeps a copy of the repository at another Git server: pushes in the background what has moved, and again after growing pauses
 * where that fails. Nobody ever waits for it.
 */
export class Mirror {
  readonly #parts: Required<MirrorParts>;
  readonly #closing = new AbortController();
  #state: MirrorState;
  #running: Promise<void> | null = null;
  #again = false;
  #pushing: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: MirrorParts) {
    this.#parts = { every: EVERY, pauses: PAUSES, ...parts };
    this.#state = readMirrorState(parts.database);
  }

  /** Something may have moved. Resolves when what it makes necessary is done or has failed; nobody needs to wait. */
  wake(): Promise<void> {
    if (this.#closing.signal.aborted) return Promise.resolve();
    this.#again = true;
    return (this.#running ??= this.#run());
  }

  /** Where it pushes and what came of it, without credentials. */
  tell(): Told {
    const setting = readMirrorSetting(this.#parts.database);
    const { succeededAt, failure } = this.#state;
    return {
      setting: setting && { address: parseMirrorAddress(setting.url).shown, what: setting.what, paused: setting.paused },
      pushing: this.#pushing !== undefined, succeededAt, failure,
    };
  }

  /** Pushes elsewhere or something else from now on. Throws `Refused`. */
  set({ url, what, paused }: SetMirror): void {
    const { database, repository } = this.#parts;
    const before = readMirrorSetting(database);
    const next = url === undefined ? before?.url : url;
    if (next === undefined) throw new Refused('bad-request', '请填写远端仓库的地址');
    if (next !== null) {
      const address = parseMirrorAddress(next);
      if (`${address.url}${sep}`.startsWith(`${dirname(repository)}${sep}`)) throw new Refused('bad-request', '镜像不能放在编务台自己的数据目录里；请放到另一台机器上');
    }
    writeMirrorSetting(database, next === null ? null : { url: next, what, paused });
    // What is being pushed to the address of before is nobody's wish any more.
    this.#pushing?.abort();
    this.#keep(next === before?.url ? { ...this.#state, pushed: null, failure: null, tries: 0 } : NOTHING_PUSHED);
    void this.wake();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#closing.signal.aborted) {
      this.#again = false;
      try {
        await this.#look();
      } catch (error) {
        this.#parts.log(`mirror: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
    }
    // In the same turn as the last look at `#again`: a wake that comes now begins a new round.
    this.#running = null;
    this.#schedule();
  }

  async #look(): Promise<void> {
    const { database, repository, now, log, pauses } = this.#parts;
    const setting = readMirrorSetting(database);
    if (!setting || setting.paused) return;
    const { failure, tries } = this.#state;
    if (failure && Date.parse(failure.nextAt) > now()) return;
    const standing = await digestOfRefs(repository, setting.what);
    if (standing === this.#state.pushed && !failure) return;
    const address = parseMirrorAddress(setting.url);
    const pushing = (this.#pushing = new AbortController());
    const late = AbortSignal.timeout(LONGEST);
    try {
      await push(repository, address, setting.what, AbortSignal.any([this.#closing.signal, pushing.signal, late]));
      if (pushing.signal.aborted) return;
      if (failure) log(`mirror: ${address.shown} is reached again`);
      this.#keep({ pushed: standing, succeededAt: new Date(now()).toISOString(), failure: null, tries: 0 });
    } catch (error) {
      // The desk ends, or another address was set: no failure of the remote's.
      if (this.#closing.signal.aborted || pushing.signal.aborted) return;
      const said = error instanceof Error ? error.message : String(error);
      const why = explainPush(said);
      const pause = pauses[Math.min(tries, pauses.length - 1)] ?? EVERY;
      this.#keep({ ...this.#state, failure: { ...why, at: new Date(now()).toISOString(), nextAt: new Date(now() + pause).toISOString() }, tries: tries + 1 });
      log(`mirror: not pushed to ${address.shown}, next try in ${Math.round(pause / 1000)} s: ${why.en}\n${hidden(said, address.credentials)}`);
    } finally {
      this.#pushing = undefined;
    }
  }

  #keep(state: MirrorState): void {
    this.#state = state;
    writeMirrorState(this.#parts.database, state);
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const { database, now, every } = this.#parts;
    const setting = this.#closing.signal.aborted ? null : readMirrorSetting(database);
    if (!setting || setting.paused) return;
    const { failure } = this.#state;
    this.#timer = setTimeout(() => void this.wake(), failure ? Math.max(0, Date.parse(failure.nextAt) - now()) : every);
    this.#timer.unref();
  }
}

/** What the refs that are pushed name now. */
async function digestOfRefs(repository: string, what: MirrorWhat): Promise<string> {
  const { stdout } = await run('git', ['--git-dir', repository, 'for-each-ref', '--format=%(objectname) %(refname)', MAIN, ...(what === 'all' ? [DRAFTS] : [])], {
    env: gitEnvironment(), maxBuffer: 64 * 1024 * 1024,
  });
  return createHash('sha256').update(stdout).digest('hex');
}

/** Git is told no credentials where it would print them; a remote that prints what it was sent is not believed to be as careful. */
const hidden = (said: string, credentials: { username: string; password: string } | undefined): string =>
  [credentials?.password, credentials?.username].reduce((text: string, secret) => (secret ? text.replaceAll(secret, '***') : text), said);

import type { Desk } from './change-draft.ts';
import { publishScheduled } from './publish-scheduled.ts';

/** Timers forget what is further ahead than 24 days; and a clock may be set. */
const LONGEST = 3_600_000;
/** After something surprising: the disk may be full. */
const AGAIN = 60_000;

/** Publishes drafts at the moments that were set, one look after the other; also, at the first, what became due while the desk was off. */
export class Timetable {
  readonly #desk: () => Desk;
  readonly #log: (line: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #again = false;
  #closed = false;

  /** `desk` is asked for late: the verbs tell this of changes, and this does what they do. */
  constructor(desk: () => Desk, log: (line: string) => void) {
    this.#desk = desk;
    this.#log = log;
  }

  /** Looks what is due, now. A look that is under way is followed by another. */
  look(): void {
    if (this.#closed) return;
    if (this.#looking) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#looking = this.#look().finally(() => {
      this.#looking = undefined;
      if (this.#again) {
        this.#again = false;
        this.look();
      }
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    let wait = AGAIN;
    try {
      const next = await publishScheduled(this.#desk());
      wait = next === undefined ? LONGEST : Math.min(LONGEST, Math.max(0, next - this.#desk().now()));
    } catch (error) {
      this.#log(`what is due could not be published, tried again in a minute: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
    if (this.#closed) return;
    this.#timer = setTimeout(() => this.look(), wait);
    this.#timer.unref();
  }
}

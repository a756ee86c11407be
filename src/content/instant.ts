/**
 * The instant at which a snapshot is taken. It is the only clock of `src`: whoever compares with it leaves the
 * threshold behind, so that the desk knows when an answer will change (`design.md`, “Time is an input”).
 */
export class Instant {
  readonly #now: number;
  #next = Number.POSITIVE_INFINITY;

  /** `now` in milliseconds since the epoch. */
  constructor(now: number) {
    this.#now = now;
  }

  /** Whether a moment (`YYYY-MM-DDTHH:mm:ss+08:00`) has come. */
  reached(moment: string): boolean {
    const at = Date.parse(moment);
    if (at <= this.#now) return true;
    this.#next = Math.min(this.#next, at);
    return false;
  }

  /** Whether a day (`YYYY-MM-DD`) in Beijing is over. */
  over(day: string): boolean {
    return this.reached(new Date(Date.parse(`${day}T00:00:00+08:00`) + 86_400_000).toISOString());
  }

  /** An answer, with the earliest threshold that it asked for and that was not reached (ms; infinite when time changes nothing of it). */
  watch<T>(ask: () => T): { answer: T; turns: number } {
    const outer = this.#next;
    this.#next = Number.POSITIVE_INFINITY;
    try {
      const answer = ask();
      return { answer, turns: this.#next };
    } finally {
      this.#next = Math.min(outer, this.#next);
    }
  }

  /** Whether an instant in milliseconds lies at or before this one. */
  passed(at: number): boolean {
    return at <= this.#now;
  }

  /** Whether this instant lies at or before another, in milliseconds. */
  before(at: number): boolean {
    return this.#now <= at;
  }

  toString(): string {
    return new Date(this.#now).toISOString();
  }
}

/** Reads `YUNDUAN_NOW`, an ISO time with its offset. Throws a sentence for the operator when it is none. */
export function parseInstant(text: string): Instant {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) || Number.isNaN(Date.parse(text))) {
    throw new Error(`YUNDUAN_NOW must be a time with its offset, such as 2026-11-20T09:30:00+08:00; it is ${JSON.stringify(text)}`);
  }
  return new Instant(Date.parse(text));
}

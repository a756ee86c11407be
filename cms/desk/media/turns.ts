/** Lets so many pieces of work go on at the same time; the others wait, the first come first. */
export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#free = most;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The turn goes to whoever is next, or back.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}

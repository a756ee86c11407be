import { fileURLToPath } from 'node:url';
import { ProcessHandle } from '../process-handle.ts';

/** Has search data made after each release, one index at a time: releases that come while one is made are taken together by the next. */
export class SearchHandle {
  readonly #process: ProcessHandle<object, { pages: number } | { failed: string }>;
  readonly #made: () => void;
  #again = false;
  #closed = false;

  /** `made`: new search data are public. */
  constructor(data: string, made: () => void, log: (line: string) => void) {
    this.#made = made;
    this.#process = new ProcessHandle(fileURLToPath(new URL('./process.ts', import.meta.url)), [data], {
      hear: (answer) => {
        if ('failed' in answer) log(`the search data were not made, the last ones stay: ${answer.failed}`);
        else this.#made();
      },
      over: () => {
        if (this.#again && !this.#closed) this.#start();
      },
    });
  }

  /** There is a release that can be searched. */
  renew(): void {
    if (this.#closed) return;
    this.#again = true;
    if (!this.#process.running) this.#start();
  }

  close(): Promise<void> {
    this.#closed = true;
    return this.#process.close();
  }

  #start(): void {
    this.#again = false;
    this.#process.send({ begin: true });
  }
}

import { fileURLToPath } from 'node:url';
import type { Media } from '../../../../src/content/media.ts';
import { ProcessHandle } from '../process-handle.ts';
import type { BesideAnswer, BesideOrder } from './orders.ts';

/** How long a reader waits for a picture that is being made, in ms. */
const PATIENCE = 30_000;

/** It has all the time there is and holds nothing for long: its garbage is collected before there is much of it. */
const FLAGS = ['--max-semi-space-size=2'];

/** The desk's hold on the process that makes pictures and share cards, the plain directory and compressed copies. */
export class BesideHandle {
  #orders = 0;
  readonly #waiting = new Map<number, (made: boolean) => void>();
  readonly #process: ProcessHandle<BesideOrder, BesideAnswer>;

  /** `cards`: whether share cards are drawn. */
  constructor(data: string, repository: string, cards: boolean, log: (line: string) => void) {
    this.#process = new ProcessHandle(fileURLToPath(new URL('./process.ts', import.meta.url)), [data, repository, cards ? '1' : '0'], {
      hear: (answer) => {
        if ('log' in answer) log(answer.log);
        else if ('made' in answer) this.#waiting.get(answer.order)?.(answer.made);
      },
      over: (why) => {
        const waiting = Array.from(this.#waiting.values());
        for (const answer of waiting) answer(false);
        log(`the process that makes pictures and copies ${why}`);
      },
    }, () => FLAGS);
  }

  /** There is something to follow. Also starts it. */
  follow(): void {
    this.#process.send({ released: true });
  }

  prepare(media: Media): void {
    this.#process.send({ prepare: media });
  }

  /** Has a picture made that a reader asks for. Answers whether it is there. */
  make(path: string): Promise<boolean> {
    const order = ++this.#orders;
    return new Promise((resolve) => {
      const answer = (made: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(order);
        resolve(made);
      };
      const timer = setTimeout(() => answer(false), PATIENCE);
      this.#waiting.set(order, answer);
      this.#process.send({ make: path, order });
    });
  }

  close(): Promise<void> {
    return this.#process.close();
  }
}

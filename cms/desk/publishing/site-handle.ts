import { fileURLToPath } from 'node:url';
import { ProcessHandle } from './process-handle.ts';
import type { Answer, Order, Readiness } from './site-orders.ts';

/** A publication that takes longer hangs: the process is ended, and the next order starts another. */
const LONGEST = 60 * 60_000;

/**
 * What a snapshot and a rendering of so many files need, as V8 is told. Below 2 GB the bound says how far garbage may grow between two
 * collections: with 500 MB a full publication of 10,000 entries took a tenth longer, without any it held 300 MB more. The young
 * generation has its whole size from the beginning, and is collected by the thread that makes it: where every core has its thread,
 * helpers only take from the others.
 */
const heap = (files: number): string[] => ['--min-semi-space-size=16', '--max-semi-space-size=16', '--no-parallel-scavenge', `--max-old-space-size=${Math.max(1900, 300 + Math.ceil(files / 50))}`];

/** The desk's hold on its site process. */
export class SiteHandle {
  /** Files of the content when the desk began. */
  #files = 0;
  /** For how many there is memory. */
  #room = 0;
  #orders = 0;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  readonly #process = new ProcessHandle<Order | Readiness, Answer>(fileURLToPath(new URL('./site-process.ts', import.meta.url)), [], {
    hear: (answer) => {
      this.#waiting.get(answer.order)?.(answer);
      this.#waiting.delete(answer.order);
    },
    over: (why) => {
      // It may have ended for want of memory, because a push brought many files: the next one gets more.
      this.#room = this.#room * 2 + 10_000;
      for (const number of this.#waiting.keys()) this.#fail(number, `the site process ${why}`);
    },
  }, () => heap(this.#room));

  /** Starts the process before there is anything to publish: it loads meanwhile. Again, with more memory, where `files` turn out to need it. */
  begin(files = 0): void {
    const enough = heap(files).join() === heap(this.#room).join();
    this.#files = this.#room = files;
    if (!enough) void this.#process.close();
    this.#process.begin();
  }

  /** Has a release made. Never throws: a process that dies is a failure with its cause. */
  publish(order: Omit<Order, 'order' | 'files'>): Promise<Answer> {
    const number = ++this.#orders;
    return new Promise((resolve) => {
      const deadline = setTimeout(() => {
        this.#process.kill();
        this.#fail(number, `the site process did not answer within ${LONGEST / 60_000} minutes and was ended`);
      }, LONGEST);
      deadline.unref();
      this.#waiting.set(number, (answer) => {
        clearTimeout(deadline);
        resolve(answer);
      });
      this.#process.send({ ...order, order: number, files: this.#files });
    });
  }

  /** Has it read what the current release shows: there is nothing to publish now, and there may be at any moment. */
  ready(what: Omit<Readiness, 'ready'>): void {
    this.#process.send({ ...what, ready: true });
  }

  close(): Promise<void> {
    return this.#process.close();
  }

  #fail(number: number, en: string): void {
    this.#waiting.get(number)?.({ order: number, ok: false, failure: { zh: '发布程序中断，公众看到的仍是上一版；系统会自动再试', en } });
    this.#waiting.delete(number);
  }
}

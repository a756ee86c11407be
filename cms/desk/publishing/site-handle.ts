import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answer, Order } from './site-orders.ts';

/** A publication that takes longer hangs: the process is ended, and the next order starts another. */
const LONGEST = 15 * 60_000;

/** The desk's hold on its site process: starts it when it is needed, and again when it has died. */
export class SiteHandle {
  #child: ChildProcess | undefined;
  #orders = 0;
  readonly #waiting = new Map<number, (answer: Answer) => void>();

  /** Has a release made. Never throws: a process that dies is a failure with its cause. */
  publish(order: Omit<Order, 'order'>): Promise<Answer> {
    const number = ++this.#orders;
    return new Promise((resolve) => {
      const deadline = setTimeout(() => {
        this.#child?.kill('SIGKILL');
        this.#fail(number, `the site process did not answer within ${LONGEST / 60_000} minutes and was ended`);
      }, LONGEST);
      deadline.unref();
      this.#waiting.set(number, (answer) => {
        clearTimeout(deadline);
        resolve(answer);
      });
      const child = (this.#child ??= this.#start());
      child.send({ ...order, order: number } satisfies Order, (error) => {
        if (error) this.#fail(number, `the site process cannot be reached: ${error.message}`);
      });
    });
  }

  async close(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = undefined;
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      if (child.exitCode !== null || child.signalCode !== null) resolve();
      else if (child.connected) child.disconnect();
      setTimeout(() => child.kill('SIGKILL'), 5000).unref();
    });
  }

  #start(): ChildProcess {
    const child = fork(fileURLToPath(new URL('./site-process.ts', import.meta.url)), [], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.on('message', (answer: Answer) => {
      this.#waiting.get(answer.order)?.(answer);
      this.#waiting.delete(answer.order);
    });
    const over = (why: string) => {
      if (this.#child === child) this.#child = undefined;
      for (const number of this.#waiting.keys()) this.#fail(number, why);
    };
    child.on('exit', (code, signal) => over(`the site process ended (${signal ?? code})`));
    child.on('error', (error) => over(`the site process cannot run: ${error.message}`));
    return child;
  }

  #fail(number: number, en: string): void {
    this.#waiting.get(number)?.({ order: number, ok: false, failure: { zh: '发布程序中断，公众看到的仍是上一版；系统会自动再试', en } });
    this.#waiting.delete(number);
  }
}

import { fileURLToPath } from 'node:url';
import { ProcessHandle } from '../publishing/process-handle.ts';
import { Refused } from '../workflow/refused.ts';
import type { JudgeUpload } from './judge-upload.ts';
import type { MediaAnswer, MediaOrder } from './orders.ts';
import { Turns } from './turns.ts';

/** Uploads that are judged at the same time. */
const TOGETHER = 2;
/** How long one may take, in ms; the slowest honest ones take a fifth of it. */
const PATIENCE = 60_000;

type Waiting = { resolve: (kept: Buffer) => void; reject: (error: Error) => void };

/** The desk's hold on the process that judges uploads. It starts with the first one. */
export class MediaHandle {
  #orders = 0;
  readonly #waiting = new Map<number, Waiting>();
  readonly #turns = new Turns(TOGETHER);
  readonly #process: ProcessHandle<MediaOrder, MediaAnswer>;
  readonly #log: (line: string) => void;

  constructor(log: (line: string) => void) {
    this.#log = log;
    this.#process = new ProcessHandle(fileURLToPath(new URL('./process.ts', import.meta.url)), [], {
      hear: (answer) => this.#hear(answer),
      over: (why) => {
        if (this.#waiting.size > 0) log(`the process that judges uploads ${why}`);
        this.#giveUp();
      },
    });
  }

  /** Judges an upload apart. Throws `Refused`, also where the process could not bear it. */
  readonly judge: JudgeUpload = (kind, bytes) => this.#turns.take(() => this.#ask(kind, bytes));

  /** Ends the process; whoever still waits for it hears that it has not judged. */
  async close(): Promise<void> {
    const closed = this.#process.close();
    this.#giveUp();
    await closed;
  }

  #giveUp(): void {
    for (const { reject } of this.#waiting.values()) reject(unable());
  }

  #ask(kind: string, bytes: Buffer): Promise<Buffer> {
    const order = ++this.#orders;
    return new Promise<Buffer>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#log(`an upload of ${bytes.length} bytes (.${kind}) was not judged in time`);
        this.#process.kill();
      }, PATIENCE);
      const over = () => {
        clearTimeout(timer);
        this.#waiting.delete(order);
      };
      this.#waiting.set(order, {
        resolve: (kept) => {
          over();
          resolve(kept);
        },
        reject: (error) => {
          over();
          reject(error);
        },
      });
      this.#process.send({ order, kind, bytes });
    });
  }

  #hear(answer: MediaAnswer): void {
    const waiting = this.#waiting.get(answer.order);
    if (!waiting) return;
    if ('kept' in answer) waiting.resolve(Buffer.from(answer.kept.buffer, answer.kept.byteOffset, answer.kept.byteLength));
    else if ('refused' in answer) waiting.reject(new Refused(answer.refused.code, answer.refused.error));
    else {
      this.#log(`an upload could not be judged: ${answer.failed}`);
      waiting.reject(unable());
    }
  }
}

const unable = () => new Refused('unavailable', '这个文件没有处理成功，没有接收；请再传一次，仍不行请重新导出或另存后再上传');

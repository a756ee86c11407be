import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Hand } from './share-out.ts';

/** Portions that lie ready for a thread: whoever gives them out works too, and hears of an empty hand only between its own. */
const AHEAD = 4;

/** How many threads work beside the one that asks: one a core, but no more than three, because each holds a copy of what it works on. */
const threadsBeside = (): number => Math.min(3, Math.max(1, availableParallelism() - 1));

/**
 * How to ask a thread that answers one message after the other, in their order; several may be asked before the first is answered.
 * What ends the thread is thrown to all who wait, and to whoever asks afterwards.
 */
function askThread<Answer>(thread: Worker): (question: unknown) => Promise<Answer> {
  const waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = [];
  let over: Error | undefined;
  const end = (error: Error) => {
    over ??= error;
    for (const { reject } of waiting.splice(0)) reject(over);
  };
  thread.on('message', (answer: Answer) => waiting.shift()?.resolve(answer));
  thread.on('error', end);
  thread.on('messageerror', end);
  thread.on('exit', (code) => end(new Error(`a thread ended with ${code} before it had answered`)));
  return (question) => new Promise((resolve, reject) => {
    if (over) return reject(over);
    waiting.push({ resolve, reject });
    thread.postMessage(question);
  });
}

/** Threads beside this one that all run one file. */
export interface Threads<Portion, Answer> {
  threads: readonly Worker[];
  /** Each thread as often as portions may lie ready for it. */
  hands: readonly Hand<Portion, Answer>[];
  /** Gives each thread a portion whose answer nobody needs. What goes wrong is told to whoever asks next. */
  tell: (portion: Portion) => void;
  /** Ends them. */
  close: () => Promise<void>;
}

/** Starts threads; each has `task` as its `workerData` and answers every message once, in their order. */
export function openThreads<Portion, Answer>(file: URL, task: unknown, count = threadsBeside()): Threads<Portion, Answer> {
  const threads = Array.from({ length: count }, () => new Worker(file, { workerData: task }));
  const asks = threads.map((thread) => askThread<Answer>(thread));
  return {
    threads,
    hands: asks.flatMap((ask) => Array.from({ length: AHEAD }, () => ask)),
    tell: (portion) => {
      for (const ask of asks) ask(portion).catch(() => {});
    },
    close: async () => void (await Promise.all(threads.map((thread) => thread.terminate()))),
  };
}

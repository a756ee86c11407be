import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { Hand } from './share-out.ts';

/** Portions that lie ready for a thread: whoever gives them out works too, and hears of an empty hand only between its own. */
const AHEAD = 4;

/** How many threads work beside the one that asks: one a core, but no more than three, because each holds a copy of what it works on. */
export const threadsBeside = (): number => Math.min(3, Math.max(1, availableParallelism() - 1));

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

/** Each thread as often as portions may lie ready for it. */
export const handsOf = <Portion, Answer>(threads: readonly Worker[]): Hand<Portion, Answer>[] =>
  threads.flatMap((thread) => {
    const ask = askThread<Answer>(thread);
    return Array.from({ length: AHEAD }, () => ask);
  });

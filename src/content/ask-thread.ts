import type { Worker } from 'node:worker_threads';

/** Portions that lie ready for a thread: whoever gives them out works too, and hears of an empty hand only between its own. */
export const AHEAD = 4;

/**
 * How to ask a thread that answers one message after the other, in their order; several may be asked before the first is answered.
 * What ends the thread is thrown to all who wait, and to whoever asks next.
 */
export function askThread<Answer>(thread: Worker): (question: unknown) => Promise<Answer> {
  const waiting: ((answer: Answer) => void)[] = [];
  const failure = new Promise<never>((_resolve, reject) => thread.once('error', reject));
  // Where it fails while nobody waits, the next question hears of it.
  failure.catch(() => {});
  thread.on('message', (answer: Answer) => waiting.shift()?.(answer));
  return (question) => {
    const answered = new Promise<Answer>((resolve) => waiting.push(resolve));
    thread.postMessage(question);
    return Promise.race([answered, failure]);
  };
}

import type { Finding, Refusal, RefusalCode, Theirs } from '../../protocol/refusal.ts';

/** A verb that may not be done, with the sentence for the person who asked. The HTTP layer turns it into an answer. */
export class Refused extends Error {
  override name = 'Refused';
  readonly refusal: Refusal;

  constructor(code: RefusalCode, error: string, more: { findings?: Finding[]; theirs?: Theirs[]; retryAfterSeconds?: number } = {}) {
    super(error);
    this.refusal = { code, error, ...more };
  }
}

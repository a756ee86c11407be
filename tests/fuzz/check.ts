import fc from 'fast-check';

/** Requests of each kind; `npm run proof` asks for thousands. */
export const COUNT = Number(process.env['YUNDUAN_FUZZ'] ?? 60);
/** The same requests each time; another seed asks other ones. */
const SEED = Number(process.env['YUNDUAN_SEED'] ?? 20261125);
/** For a test of them, in ms. */
export const TIMEOUT = { timeout: 60_000 + COUNT * 400 };

/** Asks so many times; what breaks is told as it was, not made smaller, because the desk is another one after each request. */
export async function check<T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => Promise<void>, runs = COUNT): Promise<void> {
  await fc.assert(fc.asyncProperty(arbitrary, holds), { numRuns: runs, seed: SEED, endOnFailure: true });
}

import { z } from 'astro/zod';

/** One thing that is wrong with an entry, with its place: what the editor shows beside the field. */
export const Finding = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  file: z.string(),
  line: z.number().int().positive(),
  field: z.array(z.union([z.string(), z.number()])),
  sentence: z.string(),
  example: z.string().optional(),
});
export type Finding = z.infer<typeof Finding>;

/** The version that stands where somebody else's save came first. */
export const Theirs = z.object({
  path: z.string(),
  /** The whole file as it stands now; null when it was removed. */
  raw: z.string().nullable(),
  version: z.string().nullable(),
  author: z.string(),
  at: z.iso.datetime({ offset: true }),
});
export type Theirs = z.infer<typeof Theirs>;

/** Every answer of the desk that is not a success. `error` is a Chinese sentence that can be shown as it is. */
export const Refusal = z.object({
  error: z.string(),
  code: z.enum([
    'signed-out', 'forbidden', 'origin', 'bad-request', 'not-found', 'throttled', 'too-large',
    'refused-path', 'refused-kind', 'invalid-entry', 'conflict', 'exists', 'not-ready', 'unavailable', 'internal',
  ]),
  findings: z.array(Finding).optional(),
  theirs: z.array(Theirs).optional(),
  retryAfterSeconds: z.number().int().nonnegative().optional(),
});
export type Refusal = z.infer<typeof Refusal>;
export type RefusalCode = Refusal['code'];

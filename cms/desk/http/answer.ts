import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { z } from 'astro/zod';
import type { RefusalCode } from '../../protocol/refusal.ts';
import { Refused } from '../workflow/refused.ts';
import type { DeskContext } from './context.ts';

const STATUS: Record<RefusalCode, ContentfulStatusCode> = {
  'signed-out': 401, forbidden: 403, origin: 403, 'bad-request': 400, 'not-found': 404, throttled: 429, 'too-large': 413,
  'refused-path': 400, 'refused-kind': 415, 'invalid-entry': 422, conflict: 409, exists: 409, 'not-ready': 409, unavailable: 503, internal: 500,
};

/** Turns what went wrong into JSON with a Chinese sentence; the cause of a surprise goes to the operator's log. */
export function answerError(error: unknown, c: DeskContext, log: (line: string) => void): Response {
  const refused = error instanceof Refused ? error : undefined;
  if (!refused) log(`${c.req.method} ${c.req.path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const refusal = refused?.refusal ?? { code: 'internal' as const, error: '编务台出了问题，这一步没有完成；文字还在页面上，请稍候再试，仍不行请联系管理员' };
  if (refusal.retryAfterSeconds) c.header('Retry-After', String(refusal.retryAfterSeconds));
  return c.json(refusal, STATUS[refusal.code]);
}

/** Reads a JSON body of at most `limit` bytes and judges it. Throws `Refused` with the first sentence of the schema. */
export async function readJson<T>(c: DeskContext, schema: z.ZodType<T>, limit: number): Promise<T> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) throw new Refused('bad-request', '请求的格式不对（应为 JSON）');
  const text = (await readBytes(c, limit)).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refused('bad-request', '请求的格式不对（不是完整的 JSON）');
  }
  return judge(schema, value);
}

/** Judges a value from outside. */
export function judge<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  // Sentences written for people are Chinese; Zod's own English is for programmers.
  const sentence = issue && /\p{Script=Han}/u.test(issue.message) ? issue.message : `请求的内容不对（${issue?.path.join('.') || '整体'}）`;
  throw new Refused('bad-request', sentence);
}

/** Reads a body, stopping at `limit` bytes. */
export async function readBytes(c: DeskContext, limit: number): Promise<Buffer> {
  const tooLarge = () => new Refused('too-large', `内容超过 ${Math.floor(limit / 1048576)} MB，没有接收`);
  if (Number(c.req.header('content-length') ?? 0) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

import { z } from 'astro/zod';
import { api } from '../../protocol/paths.ts';
import { Releases, Switched } from '../../protocol/release.ts';
import { type Finding, Refusal, type RefusalCode, type Theirs } from '../../protocol/refusal.ts';
import { type Credentials, Session, type Setup, SignedIn } from '../../protocol/session.ts';
import { type ActionName, actions, Draft, MediaFile, type Params, type Result, Uploaded } from '../../protocol/store.ts';
import { sendFile, type SendFile } from './send-file.ts';

/** A refusal of the desk, or `offline` (it was not reached) or `garbled` (its answer is not of the protocol). */
export type DeskErrorCode = RefusalCode | 'offline' | 'garbled';

/** Why the desk did not do what was asked. The message is a Chinese sentence that can be shown as it is. */
export class DeskError extends Error {
  /** Empty, because Decap's toasts print the name before the message. */
  override readonly name = '';
  readonly code: DeskErrorCode;
  readonly findings: readonly Finding[];
  readonly theirs: readonly Theirs[];
  readonly retryAfterSeconds: number;

  constructor(code: DeskErrorCode, sentence: string, more: Partial<Pick<Refusal, 'findings' | 'theirs' | 'retryAfterSeconds'>> = {}) {
    super(sentence);
    this.code = code;
    this.findings = more.findings ?? [];
    this.theirs = more.theirs ?? [];
    this.retryAfterSeconds = more.retryAfterSeconds ?? 0;
  }
}

const OFFLINE = '连不上服务器，请检查网络后再试。已经写好的内容还在页面上';
const GARBLED = '服务器的回答看不懂，请稍后再试；如果一直这样，请告诉管理员';

export interface DeskClient {
  /** One action of the store. Throws `DeskError`. */
  ask<A extends ActionName>(action: A, params: Params<A>): Promise<Result<A>>;
  /** Who is signed in, or null. Throws `DeskError` when the desk cannot say. */
  session(): Promise<Session | null>;
  /** Signs in, or hears that a code of the second factor is needed. */
  signIn(credentials: Credentials): Promise<SignedIn>;
  signOut(): Promise<void>;
  setUp(setup: Setup): Promise<Session>;
  /** Sends a file's bytes; the answer names its blob, for `save` or `keepMedia`. `sent` is told which part of them has gone. */
  upload(path: string, file: Blob, sent?: (part: number) => void): Promise<MediaFile>;
  /** What was published and why, the current release first; and whether an earlier commit is held. */
  releases(): Promise<Releases>;
  /** Shows the public an earlier commit until `letGo`; the answer may take a minute. */
  restore(commit: string): Promise<Switched>;
  /** Shows the public what is newest again. */
  letGo(): Promise<Switched>;
  /** What an address of the desk's tells, judged by its schema. */
  read<S extends z.ZodType>(address: string, schema: S): Promise<z.infer<S>>;
  /** Asks an address of the desk's to do something; its answer, judged by its schema. */
  write<S extends z.ZodType>(method: 'POST' | 'PUT' | 'DELETE', address: string, body: unknown, schema: S): Promise<z.infer<S>>;
  /** Saves an entry's text of an earlier commit as its draft. */
  restoreVersion(version: { collection: string; id: string; commit: string }): Promise<Draft>;
}

/** Where a signed-in person fetches an upload, published or not. */
export const mediaAddress = (version: string, path: string) =>
  `${api.media}/${version}/${encodeURIComponent(path.slice(path.lastIndexOf('/') + 1))}`;

/** The desk as the browser sees it. `fetch` is the page's own: same-origin requests carry the session's cookie. */
export function deskClient(fetch: typeof globalThis.fetch, sendBytes: SendFile = sendFile): DeskClient {
  const unreached = (): never => {
    throw new DeskError('offline', OFFLINE);
  };
  const request = async (address: string, init: RequestInit): Promise<unknown> => {
    const response = await fetch(address, { credentials: 'same-origin', cache: 'no-store', redirect: 'error', ...init }).catch(unreached);
    return answered(response.status, await response.text().catch(unreached));
  };
  const send = (method: string, address: string, body: unknown) =>
    request(address, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const post = (address: string, body: unknown) => send('POST', address, body);

  return {
    async ask(action, params) {
      return understood(actions[action].result, await post(api.store, { action, params })) as Result<typeof action>;
    },
    async session() {
      const answer = await request(api.session, { method: 'GET' }).catch((error: unknown) => {
        if (error instanceof DeskError && error.code === 'signed-out') return null;
        throw error;
      });
      return answer === null ? null : understood(Session, answer);
    },
    async signIn(credentials) {
      return understood(SignedIn, await post(api.session, credentials));
    },
    async signOut() {
      await request(api.session, { method: 'DELETE' });
    },
    async setUp(setup) {
      return understood(Session, await post(api.setup, setup));
    },
    async upload(path, file, sent) {
      const { status, text } = await sendBytes(`${api.media}?${new URLSearchParams({ path })}`, file, sent).catch(unreached);
      return understood(Uploaded, answered(status, text));
    },
    async releases() {
      return understood(Releases, await request(api.releases, { method: 'GET' }));
    },
    async restore(commit) {
      return understood(Switched, await post(api.restore, { commit }));
    },
    async letGo() {
      return understood(Switched, await post(api.release, {}));
    },
    async read(address, schema) {
      return understood(schema, await request(address, { method: 'GET' }));
    },
    async write(method, address, body, schema) {
      return understood(schema, await send(method, address, body));
    },
    async restoreVersion(version) {
      return understood(z.object({ draft: Draft }), await post(api.store, { action: 'restoreVersion', params: version })).draft;
    },
  };
}

/** What an answer holds. Throws `DeskError` for a refusal. */
function answered(status: number, text: string): unknown {
  const answer = parsed(text);
  if (status >= 200 && status < 300) return answer;
  const refusal = Refusal.safeParse(answer);
  // A proxy in between answers with a page of its own while the desk restarts.
  if (!refusal.success) throw new DeskError(status >= 502 ? 'unavailable' : 'garbled', status >= 502 ? OFFLINE : GARBLED);
  throw new DeskError(refusal.data.code, refusal.data.error, refusal.data);
}

function parsed(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function understood<S extends z.ZodType>(schema: S, answer: unknown): z.infer<S> {
  const result = schema.safeParse(answer);
  if (!result.success) throw new DeskError('garbled', GARBLED);
  return result.data;
}

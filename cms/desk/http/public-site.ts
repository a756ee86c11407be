import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CARDS, DEFAULT_CARD } from '../../../src/content/cards/card.ts';
import type { ReleasedFiles } from '../publishing/released-files.ts';
import type { ReleaseRecord } from '../publishing/release/record.ts';
import { HeldFiles, type HeldFile } from './held-files.ts';
import { chooseEncoding, decodePath, matchesTag, PLAIN, splitTarget } from './reader-headers.ts';

export interface PublicSiteParts {
  files: ReleasedFiles;
  /** The data directory: images and attachments lie there. */
  data: string;
  /** Has a picture made that is not there yet; answers whether it is there then. */
  make: (path: string) => Promise<boolean>;
  log: (line: string) => void;
}

/**
 * Answers readers from the current release. Another release is another state of the database, between two turns of the event loop.
 * It speaks Node's own HTTP, without the desk's routes: most of what a request costs is what lies between (decision 0015).
 */
export class PublicSite {
  readonly #parts: PublicSiteParts;
  readonly #held: HeldFiles;

  constructor(parts: PublicSiteParts) {
    this.#parts = parts;
    this.#held = new HeldFiles(parts.files);
  }

  /** The release that is public now. */
  get release(): ReleaseRecord | null {
    return this.#held.release;
  }

  /** Answers one request, whatever it asks for; never throws. */
  answer(request: IncomingMessage, response: ServerResponse): void {
    this.#answer(request, response).catch((error: unknown) => {
      // A reader who goes away in the middle of a picture is no trouble of ours; nor is what readers search for our business.
      if (!response.destroyed) this.#parts.log(`reading ${splitTarget(request.url ?? '').pathname} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      if (response.headersSent) response.destroy();
      else tell(response, 500, '网站出了问题，请稍后再试。', { 'Cache-Control': 'no-store' });
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') return tell(response, 405, '405', { Allow: 'GET, HEAD' });
    if (!this.#held.refresh()) return tell(response, 503, STARTING, { 'Content-Type': 'text/html; charset=utf-8', 'Retry-After': '5', 'Cache-Control': 'no-store' });
    const { pathname, search } = splitTarget(request.url ?? '/');
    const path = decodePath(pathname);
    const encoding = chooseEncoding(request.headers['accept-encoding']);
    const file = path === undefined ? undefined : this.#held.find(path, encoding);
    if (file?.movedTo !== undefined) return tell(response, 301, '', { Location: file.movedTo });
    if (file) return file.stored === undefined ? this.#send(request, response, file) : this.#stream(request, response, path!, file);
    if (path !== undefined && this.#parts.files.has(`${path}/`)) return tell(response, 301, '', { Location: `${encodeURI(path)}/${search}` });
    const missing = this.#held.find('/404.html', encoding);
    if (!missing) return tell(response, 404, '404', {});
    response.writeHead(404, { ...missing.headers, 'Cache-Control': 'no-store', 'Content-Length': missing.bytes?.length ?? 0 }).end(missing.bytes);
  }

  #send(request: IncomingMessage, response: ServerResponse, file: HeldFile): void {
    if (matchesTag(request.headers['if-none-match'], file.etag)) response.writeHead(304, file.headers).end();
    else response.writeHead(200, { ...file.headers, 'Content-Length': file.bytes?.length ?? 0 }).end(file.bytes);
  }

  /** Images and attachments come from the disk. A picture that was published a moment ago may have to be made first. */
  async #stream(request: IncomingMessage, response: ServerResponse, path: string, file: HeldFile): Promise<void> {
    if (matchesTag(request.headers['if-none-match'], file.etag)) return void response.writeHead(304, file.headers).end();
    const stored = join(this.#parts.data, file.stored!);
    const size = () => stat(stored).then((info) => info.size, () => undefined);
    const there = await size();
    if (there === undefined && path.startsWith(CARDS) && this.#standIn(response, path)) return;
    const bytes = there ?? ((await this.#parts.make(path)) ? await size() : undefined);
    if (bytes === undefined) return tell(response, 503, '正在准备，请稍候再试。', { 'Retry-After': '5', 'Cache-Control': 'no-store' });
    response.writeHead(200, { ...file.headers, 'Content-Length': bytes });
    if (request.method === 'HEAD') response.end();
    else await pipeline(createReadStream(stored), response);
  }

  /** A share card that is not drawn yet: nobody waits for it, and nobody keeps what stands for it. Answers whether something does. */
  #standIn(response: ServerResponse, path: string): boolean {
    const card = this.#held.find(DEFAULT_CARD, undefined);
    if (!card?.bytes) return false;
    void this.#parts.make(path);
    const { ETag: _tag, ...headers } = card.headers;
    response.writeHead(200, { ...headers, 'Cache-Control': 'no-store', 'Content-Length': card.bytes.length }).end(card.bytes);
    return true;
  }
}

function tell(response: ServerResponse, status: number, text: string, headers: Record<string, string>): void {
  response.writeHead(status, { ...PLAIN, 'Content-Length': Buffer.byteLength(text), ...headers }).end(text);
}

const STARTING = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="3"><title>正在准备</title><p>网站正在准备，请稍候；这一页会自动刷新。`;

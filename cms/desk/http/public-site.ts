import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Encoding, FoundFile, ReleasedFiles } from '../publishing/released-files.ts';
import type { ReleaseRecord } from '../publishing/release/record.ts';
import { chooseEncoding, decodePath, headersOf, matchesTag, PLAIN, splitTarget } from './reader-headers.ts';

/** Bytes that are held in memory at the most. */
const HELD_BYTES = 64 * 1024 * 1024;

export interface PublicSiteParts {
  files: ReleasedFiles;
  /** The data directory: images and attachments lie there. */
  data: string;
  /** Has a picture made that is not there yet; answers whether it is there then. */
  make: (path: string) => Promise<boolean>;
  log: (line: string) => void;
}

/** A file with the headers of its answer, which are the same for every reader. */
interface Held extends FoundFile {
  etag: string;
  headers: Record<string, string>;
}

/**
 * Answers readers from the current release. Another release is another state of the database, between two turns of the event loop.
 * It speaks Node's own HTTP, without the desk's routes: most of what a request costs is what lies between (decision 0015).
 */
export class PublicSite {
  readonly #parts: PublicSiteParts;
  readonly #held = new Map<string, Held>();
  #bytes = 0;
  #version = -1;
  #fresh = false;
  #release: ReleaseRecord | null = null;

  constructor(parts: PublicSiteParts) {
    this.#parts = parts;
  }

  get release(): ReleaseRecord | null {
    this.#fresh = false;
    this.#refresh();
    return this.#release;
  }

  /** Answers one request, whatever it asks for; never throws. */
  answer(request: IncomingMessage, response: ServerResponse): void {
    this.#answer(request, response).catch((error: unknown) => {
      // A reader who goes away in the middle of a picture is no trouble of ours.
      if (!response.destroyed) this.#parts.log(`reading ${request.url ?? ''} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      if (response.headersSent) response.destroy();
      else tell(response, 500, '网站出了问题，请稍后再试。', { 'Cache-Control': 'no-store' });
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') return tell(response, 405, '405', { Allow: 'GET, HEAD' });
    this.#refresh();
    if (!this.#release) return tell(response, 503, STARTING, { 'Content-Type': 'text/html; charset=utf-8', 'Retry-After': '5', 'Cache-Control': 'no-store' });
    const { pathname, search } = splitTarget(request.url ?? '/');
    const path = decodePath(pathname);
    const encoding = chooseEncoding(request.headers['accept-encoding']);
    const file = path === undefined ? undefined : this.#find(path, encoding);
    if (file?.movedTo !== undefined) return tell(response, 301, '', { Location: file.movedTo });
    if (file) return file.stored === undefined ? this.#send(request, response, file) : this.#stream(request, response, path!, file);
    if (path !== undefined && this.#parts.files.has(`${path}/`)) return tell(response, 301, '', { Location: `${encodeURI(path)}/${search}` });
    const missing = this.#find('/404.html', encoding);
    if (!missing) return tell(response, 404, '404', {});
    response.writeHead(404, { ...missing.headers, 'Cache-Control': 'no-store', 'Content-Length': missing.bytes?.length ?? 0 }).end(missing.bytes);
  }

  #send(request: IncomingMessage, response: ServerResponse, file: Held): void {
    if (matchesTag(request.headers['if-none-match'], file.etag)) response.writeHead(304, file.headers).end();
    else response.writeHead(200, { ...file.headers, 'Content-Length': file.bytes?.length ?? 0 }).end(file.bytes);
  }

  /** Images and attachments come from the disk. A picture that was published a moment ago may have to be made first. */
  async #stream(request: IncomingMessage, response: ServerResponse, path: string, file: Held): Promise<void> {
    if (matchesTag(request.headers['if-none-match'], file.etag)) return void response.writeHead(304, file.headers).end();
    const stored = join(this.#parts.data, file.stored!);
    const size = () => stat(stored).then((info) => info.size, () => undefined);
    const bytes = (await size()) ?? ((await this.#parts.make(path)) ? await size() : undefined);
    if (bytes === undefined) return tell(response, 503, '正在准备，请稍候再试。', { 'Retry-After': '5', 'Cache-Control': 'no-store' });
    response.writeHead(200, { ...file.headers, 'Content-Length': bytes });
    if (request.method === 'HEAD') response.end();
    else await pipeline(createReadStream(stored), response);
  }

  /** What is held is of one state of the database; another empties it. Asked once in a turn of the event loop, which may answer a hundred readers. */
  #refresh(): void {
    if (this.#fresh) return;
    this.#fresh = true;
    setImmediate(() => (this.#fresh = false));
    const version = this.#parts.files.version();
    if (version === this.#version) return;
    this.#version = version;
    this.#held.clear();
    this.#bytes = 0;
    this.#release = this.#parts.files.current();
  }

  #find(path: string, encoding: Encoding | undefined): Held | undefined {
    const key = `${encoding ?? ''} ${path}`;
    const held = this.#held.get(key);
    if (held) return held;
    const file = this.#parts.files.find(path, encoding);
    if (!file) return undefined;
    const size = (file.bytes?.length ?? 0) + 1000;
    if (this.#bytes + size > HELD_BYTES) {
      this.#held.clear();
      this.#bytes = 0;
    }
    const etag = `"${file.tag}${file.encoding ? `-${file.encoding}` : ''}"`;
    const found = { ...file, etag, headers: headersOf(file, etag) };
    this.#held.set(key, found);
    this.#bytes += size;
    return found;
  }
}

function tell(response: ServerResponse, status: number, text: string, headers: Record<string, string>): void {
  response.writeHead(status, { ...PLAIN, 'Content-Length': Buffer.byteLength(text), ...headers }).end(text);
}

const STARTING = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="3"><title>正在准备</title><p>网站正在准备，请稍候；这一页会自动刷新。`;

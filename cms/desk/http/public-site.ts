import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Context } from 'hono';
import type { Encoding, FoundFile, ReleasedFiles } from '../publishing/released-files.ts';
import type { ReleaseRecord } from '../publishing/release/record.ts';

/** No inline script or style; `wasm-unsafe-eval` and the blob worker are Pagefind's. */
const CSP = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
  "worker-src 'self' blob:", "manifest-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'self'",
].join('; ');

/** Bytes that are held in memory at the most. */
const HELD_BYTES = 64 * 1024 * 1024;

export interface PublicSiteParts {
  files: ReleasedFiles;
  /** The data directory: images and attachments lie there. */
  data: string;
  /** Has a picture made that is not there yet; answers whether it is there then. */
  make: (path: string) => Promise<boolean>;
}

/** Answers readers from the current release. Another release is another state of the database, between two requests. */
export class PublicSite {
  readonly #parts: PublicSiteParts;
  readonly #held = new Map<string, FoundFile>();
  #bytes = 0;
  #version = -1;
  #release: ReleaseRecord | null = null;

  constructor(parts: PublicSiteParts) {
    this.#parts = parts;
  }

  get release(): ReleaseRecord | null {
    this.#refresh();
    return this.#release;
  }

  async answer(c: Context): Promise<Response> {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return c.text('405', 405, { Allow: 'GET, HEAD' });
    this.#refresh();
    if (!this.#release) return c.html(STARTING, 503, { 'Retry-After': '5', 'Cache-Control': 'no-store' });
    const url = new URL(c.req.url);
    const path = decodePath(url.pathname);
    const encoding = chooseEncoding(c.req.header('accept-encoding'));
    const file = path === undefined ? undefined : this.#find(path, encoding);
    if (file?.movedTo !== undefined) return c.redirect(file.movedTo, 301);
    if (file) return file.stored === undefined ? this.#send(c, file, 200) : this.#stream(c, path!, file);
    if (path !== undefined && this.#parts.files.has(`${path}/`)) return c.redirect(`${encodeURI(path)}/${url.search}`, 301);
    const missing = this.#find('/404.html', encoding);
    return missing ? this.#send(c, missing, 404) : c.text('404', 404);
  }

  #send(c: Context, file: FoundFile, status: 200 | 404): Response {
    const etag = `"${file.tag}${file.encoding ? `-${file.encoding}` : ''}"`;
    const headers = headersOf(file, etag, status);
    if (status === 200 && matchesTag(c.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers });
    const bytes = file.bytes ?? new Uint8Array();
    headers['Content-Length'] = String(bytes.length);
    return new Response(c.req.method === 'HEAD' ? null : (bytes as Uint8Array<ArrayBuffer>), { status, headers });
  }

  /** Images and attachments come from the disk. A picture that was published a moment ago may have to be made first. */
  async #stream(c: Context, path: string, file: FoundFile): Promise<Response> {
    const etag = `"${file.tag}"`;
    const headers = headersOf(file, etag, 200);
    if (matchesTag(c.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers });
    const stored = join(this.#parts.data, file.stored!);
    const size = () => stat(stored).then((info) => info.size, () => undefined);
    const bytes = (await size()) ?? ((await this.#parts.make(path)) ? await size() : undefined);
    if (bytes === undefined) return c.text('正在准备，请稍候再试。', 503, { 'Retry-After': '5', 'Cache-Control': 'no-store' });
    headers['Content-Length'] = String(bytes);
    return new Response(c.req.method === 'HEAD' ? null : (Readable.toWeb(createReadStream(stored)) as ReadableStream), { status: 200, headers });
  }

  /** What is held is of one state of the database; another empties it. */
  #refresh(): void {
    const version = this.#parts.files.version();
    if (version === this.#version) return;
    this.#version = version;
    this.#held.clear();
    this.#bytes = 0;
    this.#release = this.#parts.files.current();
  }

  #find(path: string, encoding: Encoding | undefined): FoundFile | undefined {
    const key = `${encoding ?? ''} ${path}`;
    const held = this.#held.get(key);
    if (held) return held;
    const file = this.#parts.files.find(path, encoding);
    if (!file) return undefined;
    const size = (file.bytes?.length ?? 0) + 500;
    if (this.#bytes + size > HELD_BYTES) {
      this.#held.clear();
      this.#bytes = 0;
    }
    this.#held.set(key, file);
    this.#bytes += size;
    return file;
  }
}

function headersOf(file: FoundFile, etag: string, status: 200 | 404): Record<string, string> {
  return {
    'Content-Type': file.type,
    'Cache-Control': status === 404 ? 'no-store' : file.immutable ? 'public, max-age=31536000, immutable' : 'public, no-cache',
    'Content-Security-Policy': CSP,
    ETag: etag,
    ...(file.varies ? { Vary: 'Accept-Encoding' } : {}),
    ...(file.encoding ? { 'Content-Encoding': file.encoding } : {}),
  };
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** Brotli before gzip, where the browser takes it. */
function chooseEncoding(accepted: string | undefined): Encoding | undefined {
  const takes = new Set((accepted ?? '').split(',').map((part) => part.trim().split(';')).filter(([, q]) => !/^\s*q=0(\.0*)?$/.test(q ?? '')).map(([name]) => name?.toLowerCase()));
  return takes.has('br') ? 'br' : takes.has('gzip') ? 'gzip' : undefined;
}

const matchesTag = (header: string | undefined, etag: string): boolean =>
  header !== undefined && (header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag));

const STARTING = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="3"><title>正在准备</title><p>网站正在准备，请稍候；这一页会自动刷新。`;

import { readFile } from 'node:fs/promises';
import type { Context } from 'hono';
import type { ReleaseFile, ReleaseRecord, ReleaseStore } from '../publishing/release-store.ts';

/** No inline script or style; `wasm-unsafe-eval` and the blob worker are Pagefind's. */
const CSP = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
  "worker-src 'self' blob:", "manifest-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'self'",
].join('; ');

/** Bytes that are held in memory at the most; a file is read from disk when it is not among them. */
const CACHE_BYTES = 64 * 1024 * 1024;

/** Answers readers from one whole release; `show` switches to another between two requests. */
export class PublicSite {
  readonly #releases: ReleaseStore;
  #release: ReleaseRecord | null = null;
  readonly #cache = new Map<string, Buffer>();
  #cached = 0;

  constructor(releases: ReleaseStore) {
    this.#releases = releases;
  }

  show(release: ReleaseRecord): void {
    this.#release = release;
  }

  get release(): ReleaseRecord | null {
    return this.#release;
  }

  async answer(c: Context): Promise<Response> {
    const release = this.#release;
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return c.text('405', 405, { Allow: 'GET, HEAD' });
    if (!release) return c.html(STARTING, 503, { 'Retry-After': '5', 'Cache-Control': 'no-store' });
    const path = decodePath(new URL(c.req.url).pathname);
    const file = path === undefined ? undefined : (find(release.files, path) ?? find(release.retired ?? {}, path));
    if (file) return this.#send(c, file, 200);
    if (path !== undefined && find(release.files, `${path}/`)) return c.redirect(`${encodeURI(path)}/${new URL(c.req.url).search}`, 301);
    const missing = find(release.files, '/404.html');
    return missing ? this.#send(c, missing, 404) : c.text('404', 404);
  }

  async #send(c: Context, file: ReleaseFile, status: 200 | 404): Promise<Response> {
    const encoding = chooseEncoding(c.req.header('accept-encoding') ?? '', file);
    const etag = `"${file.blob}${encoding ? `-${encoding}` : ''}"`;
    const headers: Record<string, string> = {
      'Content-Type': file.type,
      'Cache-Control': status === 404 ? 'no-store' : file.immutable ? 'public, max-age=31536000, immutable' : 'public, no-cache',
      'Content-Security-Policy': CSP,
      ETag: etag,
      ...(file.br || file.gzip ? { Vary: 'Accept-Encoding' } : {}),
      ...(encoding ? { 'Content-Encoding': encoding } : {}),
    };
    if (status === 200 && matchesTag(c.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers });
    const bytes = await this.#read(this.#releases.blobPath(file.blob) + (encoding === 'br' ? '.br' : encoding === 'gzip' ? '.gz' : ''));
    return new Response(c.req.method === 'HEAD' ? null : new Uint8Array(bytes), { status, headers: { ...headers, 'Content-Length': String(bytes.length) } });
  }

  async #read(path: string): Promise<Buffer> {
    const held = this.#cache.get(path);
    if (held) {
      // The one used last is dropped last.
      this.#cache.delete(path);
      this.#cache.set(path, held);
      return held;
    }
    const bytes = await readFile(path);
    // Another request may have read it meanwhile; it is counted once.
    if (this.#cache.has(path)) return bytes;
    this.#cache.set(path, bytes);
    this.#cached += bytes.length;
    for (const [oldest, dropped] of this.#cache) {
      if (this.#cached <= CACHE_BYTES) break;
      this.#cache.delete(oldest);
      this.#cached -= dropped.length;
    }
    return bytes;
  }
}

const find = (files: Record<string, ReleaseFile>, path: string): ReleaseFile | undefined => (Object.hasOwn(files, path) ? files[path] : undefined);

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** Brotli before gzip, where the browser takes it and the copy exists. */
function chooseEncoding(accepted: string, file: ReleaseFile): 'br' | 'gzip' | undefined {
  const takes = new Set(accepted.split(',').map((part) => part.trim().split(';')).filter(([, q]) => !/^\s*q=0(\.0*)?$/.test(q ?? '')).map(([name]) => name?.toLowerCase()));
  if (file.br && takes.has('br')) return 'br';
  return file.gzip && takes.has('gzip') ? 'gzip' : undefined;
}

const matchesTag = (header: string | undefined, etag: string): boolean =>
  header !== undefined && (header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag));

const STARTING = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="3"><title>正在准备</title><p>网站正在准备，请稍候；这一页会自动刷新。`;

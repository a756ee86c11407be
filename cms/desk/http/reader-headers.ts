import type { Encoding, FoundFile } from '../publishing/released-files.ts';

/** No inline script or style; `wasm-unsafe-eval` and the blob worker are Pagefind's. */
const CSP = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
  "worker-src 'self' blob:", "manifest-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'self'",
].join('; ');

/** What every answer of the desk says, to readers and to editors. */
export const EVERYWHERE = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'strict-origin-when-cross-origin', 'Cross-Origin-Opener-Policy': 'same-origin' };

/** The headers of an answer that is no file. */
export const PLAIN = { ...EVERYWHERE, 'Content-Type': 'text/plain; charset=utf-8', 'Content-Security-Policy': CSP };

/** The headers of a file, but for its length. */
export function headersOf(file: FoundFile, etag: string): Record<string, string> {
  return {
    ...EVERYWHERE,
    'Content-Type': file.type,
    'Cache-Control': file.immutable ? 'public, max-age=31536000, immutable' : 'public, no-cache',
    'Content-Security-Policy': CSP,
    ETag: etag,
    ...(file.varies ? { Vary: 'Accept-Encoding' } : {}),
    ...(file.encoding ? { 'Content-Encoding': file.encoding } : {}),
  };
}

/** A request's target, which a proxy may give with its host, in two parts as they were sent. */
export function splitTarget(target: string): { pathname: string; search: string } {
  const own = target.startsWith('/') ? target : target.replace(/^[a-z]+:\/\/[^/?#]*/i, '') || '/';
  const at = own.search(/[?#]/);
  return at < 0 ? { pathname: own, search: '' } : { pathname: own.slice(0, at), search: own.slice(at).replace(/#.*$/, '') };
}

/** The path that an address means; undefined where its encoding is broken. */
export function decodePath(path: string): string | undefined {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** Brotli before gzip, where the browser takes it. */
export function chooseEncoding(accepted: string | undefined): Encoding | undefined {
  if (!accepted) return undefined;
  const takes = new Set(accepted.split(',').map((part) => part.trim().split(';')).filter(([, q]) => !/^\s*q=0(\.0*)?$/.test(q ?? '')).map(([name]) => name?.toLowerCase()));
  return takes.has('br') ? 'br' : takes.has('gzip') ? 'gzip' : undefined;
}

/** Whether the reader has the file already, by `If-None-Match`. */
export const matchesTag = (header: string | undefined, etag: string): boolean =>
  header !== undefined && (header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag));

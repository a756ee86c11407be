import { policyOf } from '../../../src/policy.ts';
import type { Encoding, FoundFile } from '../publishing/released-files.ts';

/** What no page of ours asks a browser for, so that nothing that gets into one can. */
const PERMISSIONS = ['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'magnetometer', 'microphone', 'midi', 'payment', 'usb'].map((name) => `${name}=()`).join(', ');

/** What every answer says, to readers and to editors. */
export const EVERYWHERE = {
  'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'strict-origin-when-cross-origin', 'Cross-Origin-Opener-Policy': 'same-origin', 'Permissions-Policy': PERMISSIONS,
};

/** Of a path; a `<meta>` cannot say who may frame the page, a header can. Two strings, whatever the number of files. */
const CSP = new Map<string, string>();
function csp(path: string): string {
  const policy = policyOf(path);
  const told = CSP.get(policy) ?? `${policy}; frame-ancestors 'self'`;
  CSP.set(policy, told);
  return told;
}

/** The headers of an answer that is no file. */
export const PLAIN = { ...EVERYWHERE, 'Content-Type': 'text/plain; charset=utf-8', 'Content-Security-Policy': csp('/') };

/** The headers of a file, but for its length. */
export function headersOf(path: string, file: FoundFile, etag: string): Record<string, string> {
  return {
    ...EVERYWHERE,
    'Content-Type': file.type,
    'Cache-Control': file.immutable ? 'public, max-age=31536000, immutable' : 'public, no-cache',
    'Content-Security-Policy': csp(path),
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

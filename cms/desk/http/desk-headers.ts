import { EVERYWHERE } from './reader-headers.ts';

/** What every answer of the desk's own says, unless it knows better: it is nobody else's page, frame, script or picture, and tells other sites nothing. */
export const DESK = {
  ...EVERYWHERE,
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

const OURS = ["default-src 'none'", "script-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"];

/** The desk's own pages. Markup never comes from text in them; the picture that a telephone reads is drawn in the browser. */
const PAGE = [...OURS, "connect-src 'self'", "style-src 'self'", "img-src 'self' data:", "require-trusted-types-for 'script'", "trusted-types 'none'"].join('; ');

/**
 * What Decap runs under, as measured (decision 0016): pictures and texts that are not saved yet are blobs, its icons data. Its styles
 * are set rule by rule into an element that is empty, whose hash is the one of nothing; nothing else inline is let in.
 */
const DECAP = [
  ...OURS, "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", "img-src 'self' blob: data:", "connect-src 'self' blob:",
].join('; ');

/** The policy of a file of the admin, by its name below `/admin/`. */
export const policyOfPage = (inside: string): string => (inside === 'index.html' ? DECAP : inside.endsWith('.html') ? PAGE : DESK['Content-Security-Policy']);

import { hash } from 'node:crypto';
import { FIRST_PAINT } from './reading/first-paint.ts';

/** Lets in the one inline script, and no other text. */
const FIRST = `'sha256-${hash('sha256', FIRST_PAINT, 'base64')}'`;

/** What a page may load, and from where; everything that is not named here is refused. */
const PAGE = {
  'default-src': "'none'", 'script-src': `'self' ${FIRST}`, 'style-src': "'self'", 'font-src': "'self'", 'img-src': "'self'", 'connect-src': "'self'", 'manifest-src': "'self'", 'worker-src': "'self'",
  'base-uri': "'none'", 'form-action': "'self'",
} as const;
/** Pagefind compiles its engine in the browser. */
const SEARCH = { ...PAGE, 'script-src': `${PAGE['script-src']} 'wasm-unsafe-eval'` };

const told = (policy: Readonly<Record<string, string>>): string => Object.entries(policy).map(([name, sources]) => `${name} ${sources}`).join('; ');
const [page, search] = [told(PAGE), told(SEARCH)];

/**
 * The Content Security Policy of a path of the site: nothing inline but the script that sets the theme before the first paint, nothing
 * from elsewhere. Pages carry it in a `<meta>`, so that any static host keeps it; the desk sends it as a header, too (decision 0016).
 * An inline script is let in by its hash, here, or not at all.
 */
export const policyOf = (path: string | undefined): string => (path && /^\/(?:search|pagefind)\//.test(path) ? search : page);

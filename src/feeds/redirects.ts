import { allMoved } from '../queries/ask.ts';
import type { Moved } from '../queries/moved.ts';

/** What no host reads otherwise than it is meant: no quotes, variables, wildcards or placeholders. */
const PLAIN = /^[\p{L}\p{N}/._~!()@&=+,:-]+$/u;

/**
 * The addresses that moved as a server reads them. One with an unusual character is left out: the page at its address leads on, as it
 * does wherever none of these files is read.
 */
function redirects(head: string, line: (from: string, to: string) => string): Response {
  const moved = allMoved().filter(({ path }) => PLAIN.test(path)).map(({ path, to }: Moved) => line(path, encodeURI(to).replaceAll('$', '%24')));
  return new Response(`${[`# ${head}`, ...moved].join('\n')}\n`, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}

/** For static hosts that know `_redirects` (Netlify, Cloudflare Pages and those that follow them). */
export const staticRedirects = (): Response => redirects('Addresses that moved.', (from, to) => `${encodeURI(from)} ${to} 301`);

/** For nginx, within `map $uri $moved { … }`; `$uri` is decoded. */
export const nginxRedirects = (): Response =>
  redirects('In http: map $uri $moved { include _redirects.nginx; }   In server: if ($moved) { return 301 $moved; }', (from, to) => `"${from}" "${to}";`);

/** For Caddy, imported into the site's block; its paths are decoded. */
export const caddyRedirects = (): Response => redirects('In the site: import _redirects.caddy', (from, to) => `redir "${from}" "${to}" 301`);

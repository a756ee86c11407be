import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Accounts } from '../accounts/accounts.ts';
import { pages } from '../../protocol/paths.ts';
import { typeOf } from '../publishing/file-type.ts';
import type { DeskContext, Outside } from './context.ts';
import { policyOfPage } from './desk-headers.ts';
import { secretOf } from './guard.ts';

const brotli = promisify(brotliCompress);

/** The desk's own pages beside Decap. */
const OWN = ['waiting', 'releases', 'history', 'approval', 'notifying', 'people', 'account', 'log', 'mirror'];
/** Those in front of it, for whoever is not signed in. */
const GATES = ['signin', 'setup', 'invite'];
const FILE = new RegExp(`^(?:(?:(?:${[...GATES, ...OWN].join('|')})/)?index\\.html|assets/[\\w.-]+|[\\w-]+\\.(?:svg|png|ico))$`);
/** Pages for signed-in people, and what the sign-in page is told to lead back to; a hash the browser keeps by itself. */
const INSIDE = new Map([['index.html', ''], ...OWN.map((page) => [`${page}/index.html`, `?next=${pages.admin}${page}/`] as const)]);

/** Serves the compiled admin. Whoever is not signed in is led to the sign-in page, or to set-up while there is no account. */
export function adminSite(folder: () => string | undefined, accounts: Accounts, outside: Outside) {
  const held = new Map<string, { bytes: Buffer; br?: Buffer }>();
  return async (c: DeskContext): Promise<Response> => {
    const root = folder();
    if (!root) return c.text('编务台正在启动，请稍候刷新。', 503, { 'Retry-After': '5' });
    const path = new URL(c.req.url).pathname;
    if (path === '/admin') return c.redirect(pages.admin, 302);
    if ([...GATES, ...OWN].includes(path.slice('/admin/'.length))) return c.redirect(`${path}/`, 302);
    const inside = path.slice('/admin/'.length) + (path.endsWith('/') ? 'index.html' : '');
    const back = INSIDE.get(inside);
    const session = back === undefined ? undefined : accounts.session(secretOf(c, outside));
    if (back !== undefined && !session) return c.redirect(`${pages.signIn}${back}`, 302);
    // Whoever has yet to set up a second factor can do so, and nothing else.
    if (session?.mustEnrol && inside !== 'account/index.html') return c.redirect(pages.account, 302);
    // Only names that Vite writes; nothing else is looked for on the disk.
    if (!FILE.test(inside)) return c.text('没有这一页。', 404);
    const file = held.get(join(root, inside)) ?? (await load(join(root, inside)));
    if (!file) return c.text('没有这一页。', 404);
    held.set(join(root, inside), file);
    const headers = {
      'Content-Type': typeOf(inside),
      'Content-Security-Policy': policyOfPage(inside),
      'Cache-Control': inside.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
      Vary: 'Accept-Encoding',
    };
    if (file.br && /\bbr\b/.test(c.req.header('accept-encoding') ?? '')) {
      return c.body(new Uint8Array(file.br), 200, { ...headers, 'Content-Encoding': 'br' });
    }
    return c.body(new Uint8Array(file.bytes), 200, headers);
  };
}

async function load(path: string): Promise<{ bytes: Buffer; br?: Buffer } | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  if (!bytes) return undefined;
  if (!/\.(?:js|css|html|svg)$/.test(path) || bytes.length < 1024) return { bytes };
  // Made at the first request and held: quality 5 takes 0.1 s for the three megabytes of Decap, 11 would take ten.
  return { bytes, br: await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) };
}

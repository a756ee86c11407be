import { Hono } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { api } from '../../protocol/paths.ts';
import { AcceptLink, Credentials, type LinkOffer, OpenLink, Setup, type SignedIn } from '../../protocol/session.ts';
import { type Accounts, tellSession } from '../accounts/accounts.ts';
import { Refused } from '../workflow/refused.ts';
import { readJson } from './answer.ts';
import { addressOfVisitor, type DeskContext, type Environment, isSecure, originOf, type Outside } from './context.ts';
import { cookieName, secretOf } from './guard.ts';

const LIMIT = 16 * 1024;

/** What is open to whoever is not signed in: set-up, signing in and out, one-time links. */
export function sessionRoutes(accounts: Accounts, outside: Outside): Hono<Environment> {
  const setSession = (c: DeskContext, secret: string) => {
    const secure = isSecure(c, outside);
    setCookie(c, cookieName(secure), secret, { httpOnly: true, sameSite: 'Strict', path: '/', secure });
  };
  return new Hono<Environment>()
    .post(api.setup, async (c) => {
      const { session, secret } = await accounts.setUp(await readJson(c, Setup, LIMIT), originOf(c, outside));
      setSession(c, secret);
      return c.json(session, 201);
    })
    .get(api.session, (c) => {
      const session = accounts.session(secretOf(c, outside));
      if (!session) throw new Refused('signed-out', accounts.hasAny() ? '还没有登录' : '还没有账号；请打开启动时打印的一次性链接');
      return c.json(tellSession(session));
    })
    .post(api.session, async (c) => {
      const outcome = await accounts.signIn(await readJson(c, Credentials, LIMIT), originOf(c, outside));
      if ('needs' in outcome) return c.json(outcome satisfies SignedIn);
      setSession(c, outcome.secret);
      return c.json(outcome.session satisfies SignedIn);
    })
    .delete(api.session, (c) => {
      accounts.signOut(secretOf(c, outside));
      const secure = isSecure(c, outside);
      deleteCookie(c, cookieName(secure), { path: '/', secure });
      return c.json({ signedOut: true });
    })
    .post(api.link, async (c) => {
      const { token } = await readJson(c, OpenLink, LIMIT);
      const link = accounts.links.find(token);
      if (!link) throw new Refused('not-found', '这个链接无效、已经用过，或者过了三天；请向管理员要一个新的');
      const { kind, user: { name, username }, expiresAt } = link;
      return c.json({ kind, name, username, expiresAt: new Date(expiresAt).toISOString() } satisfies LinkOffer);
    })
    .post(`${api.link}/accept`, async (c) => c.json({ username: await accounts.accept(await readJson(c, AcceptLink, LIMIT), addressOfVisitor(c, outside)) }));
}

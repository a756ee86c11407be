import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { api } from '../../protocol/paths.ts';
import { Credentials, Setup } from '../../protocol/session.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { Refused } from '../workflow/refused.ts';
import { readJson } from './answer.ts';
import { addressOfVisitor, type DeskContext, type Environment, isSecure, type Outside } from './context.ts';
import { cookieName } from './guard.ts';

const LIMIT = 16 * 1024;

/** Set-up, signing in and out. */
export function sessionRoutes(accounts: Accounts, outside: Outside): Hono<Environment> {
  const setSession = (c: DeskContext, secret: string) => {
    const secure = isSecure(c, outside);
    setCookie(c, cookieName(secure), secret, { httpOnly: true, sameSite: 'Strict', path: '/', secure });
  };
  return new Hono<Environment>()
    .post(api.setup, async (c) => {
      const { session, secret } = await accounts.setUp(await readJson(c, Setup, LIMIT));
      setSession(c, secret);
      return c.json(session, 201);
    })
    .get(api.session, (c) => {
      const person = accounts.who(getCookie(c, cookieName(isSecure(c, outside))));
      if (!person) throw new Refused('signed-out', accounts.hasAny() ? '还没有登录' : '还没有账号；请打开启动时打印的一次性链接');
      return c.json({ name: person.name, username: person.username });
    })
    .post(api.session, async (c) => {
      const { session, secret } = await accounts.signIn(await readJson(c, Credentials, LIMIT), addressOfVisitor(c, outside));
      setSession(c, secret);
      return c.json(session);
    })
    .delete(api.session, (c) => {
      const name = cookieName(isSecure(c, outside));
      accounts.signOut(getCookie(c, name));
      deleteCookie(c, name, { path: '/' });
      return c.json({ signedOut: true });
    });
}

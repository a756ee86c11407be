import { getCookie } from 'hono/cookie';
import type { MiddlewareHandler } from 'hono';
import type { Accounts } from '../accounts/accounts.ts';
import { Refused } from '../workflow/refused.ts';
import { type Environment, isSecure, type Outside } from './context.ts';

/** The session's cookie; `__Host-` where the line is encrypted, which browsers then hold to this host and `/`. */
export const cookieName = (secure: boolean) => (secure ? '__Host-yunduan' : 'yunduan');

/** Every write must come from our own pages: denied always when there is no Origin header. */
export function sameOrigin(outside: Outside): MiddlewareHandler<Environment> {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const origin = c.req.header('origin');
    const host = (outside.trustedProxy ? c.req.header('x-forwarded-host') : undefined) ?? c.req.header('host');
    const own = `${isSecure(c, outside) ? 'https' : 'http'}://${host}`;
    if (!origin || !host || origin !== own) throw new Refused('origin', '请求不是从本站页面发出的，已拒绝');
    return next();
  };
}

/** Lets only signed-in people on; `c.var.person` is theirs. */
export function signedIn(accounts: Accounts, outside: Outside): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const person = accounts.who(getCookie(c, cookieName(isSecure(c, outside))));
    if (!person) throw new Refused('signed-out', '登录已过期，请在新标签页重新登录后再点保存');
    c.set('person', person);
    return next();
  };
}

import { type Handler, Hono, type MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { api } from '../../protocol/paths.ts';
import type { Verb } from '../../protocol/verbs.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { hasRole } from '../workflow/can.ts';
import { refuseUnless } from '../workflow/judge-verb.ts';
import { Refused } from '../workflow/refused.ts';
import { type DeskContext, type Environment, isSecure, type Outside } from './context.ts';

/** The session's cookie; `__Host-` where the line is encrypted, which browsers then hold to this host and `/`. */
export const cookieName = (secure: boolean) => (secure ? '__Host-yunduan' : 'yunduan');

/** The secret that the browser shows. */
export const secretOf = (c: DeskContext, outside: Outside): string | undefined => getCookie(c, cookieName(isSecure(c, outside)));

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

/** Lets only signed-in people on, and whoever has yet to set up a second factor to their own account alone; `c.var.person` is theirs. */
export function signedIn(accounts: Accounts, outside: Outside): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const session = accounts.session(secretOf(c, outside));
    if (!session) throw new Refused('signed-out', '登录已过期，请在新标签页重新登录后再点保存');
    const own = c.req.path === api.account || c.req.path.startsWith(`${api.account}/`);
    if (session.mustEnrol && !own) throw new Refused('forbidden', '您的角色必须用动态口令；请先到“账号”页设置，再做别的');
    c.set('session', session);
    c.set('person', session.actor);
    return next();
  };
}

/** Lets on whoever has a role for a verb; where it is about an entry, what it does asks `can` about that one, too. */
const allowed = (verb: Verb): MiddlewareHandler<Environment> => async (c, next) => {
  refuseUnless(hasRole(c.var.person, verb));
  return next();
};

/**
 * Routes for signed-in people. Each names its verb: one without does not compile, and neither does mounting routes that were not
 * made here.
 */
export class Routes {
  readonly #hono = new Hono<Environment>();

  on<P extends string>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: P, verb: Verb, handler: Handler<Environment, P>): this {
    this.#hono.on(method, path, allowed(verb), handler as Handler<Environment>);
    return this;
  }

  /** Puts routes behind whatever stands before them in `app`. */
  static mount(app: Hono<Environment>, ...rooms: readonly Routes[]): void {
    for (const room of rooms) app.route('/', room.#hono);
  }
}

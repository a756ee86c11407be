import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { api } from '../../protocol/paths.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { Administration } from '../accounts/administration.ts';
import { OwnAccount } from '../accounts/own-account.ts';
import type { Mirror } from '../backup/mirror.ts';
import type { OpenNotices } from '../notices/open-notices.ts';
import type { Publisher } from '../publishing/publisher.ts';
import { Refused } from '../workflow/refused.ts';
import type { Desk } from '../workflow/change-draft.ts';
import { accountRoutes } from './account-routes.ts';
import { adminSite } from './admin-site.ts';
import { answerError } from './answer.ts';
import type { Environment, Outside } from './context.ts';
import { DESK } from './desk-headers.ts';
import { Routes, sameOrigin, signedIn } from './guard.ts';
import { historyRoutes } from './history-routes.ts';
import { mediaRoutes } from './media-routes.ts';
import { mirrorRoutes } from './mirror-routes.ts';
import { noticeRoutes } from './notice-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import type { PublicSite } from './public-site.ts';
import { type ReleaseParts, releaseRoutes } from './release-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { storeRoutes } from './store-routes.ts';

export interface AppParts {
  desk: Desk;
  accounts: Accounts;
  publisher: Publisher;
  releases: Omit<ReleaseParts, 'store' | 'publisher'>;
  mirror: Mirror;
  notices: OpenNotices;
  site: Pick<PublicSite, 'release'>;
  /** An upload came in: its pictures can be made before anybody asks for them. */
  uploaded: (path: string, version: string, bytes: Buffer) => unknown;
  adminFolder: () => string | undefined;
  /** What the repository's hook shows to wake the desk. */
  wakeSecret: string;
  outside: Outside;
  log: (line: string) => void;
}

/** Every route of the desk's own and what stands before it; what readers ask for does not come here (`listener.ts`). */
export function makeApp({ desk, accounts, publisher, releases, mirror, notices, site, uploaded, adminFolder, wakeSecret, outside, log }: AppParts): Hono<Environment> {
  const app = new Hono<Environment>();
  app.onError((error, c) => answerError(error, c, log));
  app.use('*', async (c, next) => {
    await next();
    // A page, or an upload, has said more exactly what it may load.
    for (const [name, value] of Object.entries(DESK)) if (!c.res.headers.has(name)) c.header(name, value);
  });

  app.get('/healthz', (c) => {
    const { release } = site;
    return release ? c.json({ ok: true, release: release.id, commit: release.commit }) : c.json({ ok: false, release: null }, 503);
  });

  // Before the Origin check: the hook is no browser, it has the secret.
  app.post(api.wake, async (c) => {
    const given = Buffer.from(c.req.header('x-yunduan-wake') ?? '');
    const secret = Buffer.from(wakeSecret);
    if (given.length !== secret.length || !timingSafeEqual(given, secret)) throw new Refused('forbidden', '不认识这个请求');
    const { id } = await desk.store.main();
    return c.json({ commit: id, ...(await publisher.publish(id, 50_000)) });
  });

  app.use('/admin/api/*', sameOrigin(outside), async (c, next) => {
    await next();
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
  });
  app.route('/', sessionRoutes(accounts, outside));
  app.use('/admin/api/*', signedIn(accounts, outside));
  Routes.mount(
    app,
    storeRoutes(desk),
    mediaRoutes(desk, uploaded),
    releaseRoutes({ store: desk.store, publisher, ...releases }),
    historyRoutes({ desk, files: releases.files }),
    accountRoutes(new OwnAccount(accounts, desk.now), outside),
    peopleRoutes({ administration: new Administration(accounts, desk.now), log: accounts.log, outside }),
    mirrorRoutes(mirror, accounts.log, outside),
    noticeRoutes({ ...notices, log: accounts.log, outside, now: desk.now }),
  );
  app.all('/admin/api/*', () => {
    throw new Refused('not-found', '没有这个接口');
  });

  const admin = adminSite(adminFolder, accounts, outside);
  app.get('/admin', admin);
  app.get('/admin/*', admin);
  return app;
}

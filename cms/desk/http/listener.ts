import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { type Environment, isEncrypted, type Outside } from './context.ts';
import type { PublicSite } from './public-site.ts';

/** The desk's own addresses: the admin's, and the one that a monitor asks. All others are the public site's. */
const OWN = /^\/(admin|healthz)([/?#]|$)/;

/**
 * Browsers that came by https come by nothing else for half a year. Of this host alone: its neighbours are not ours to promise for.
 * Never said over plain http, where it would count for nothing, nor where no trusted proxy says that the line is encrypted.
 */
const HSTS = 'max-age=15552000';

/** Gives each request to the desk's routes or to the public site. */
export function makeListener(app: Hono<Environment>, site: PublicSite, outside: Outside): RequestListener {
  const desk = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return (request, response) => {
    if (isEncrypted(request.headers['x-forwarded-proto'], outside)) response.setHeader('Strict-Transport-Security', HSTS);
    if (OWN.test(request.url ?? '')) void desk(request, response);
    else site.answer(request, response);
  };
}

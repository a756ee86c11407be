import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Environment } from './context.ts';
import type { PublicSite } from './public-site.ts';

/** The desk's own addresses: the admin's, and the one that a monitor asks. All others are the public site's. */
const OWN = /^\/(admin|healthz)([/?#]|$)/;

/** Gives each request to the desk's routes or to the public site. */
export function makeListener(app: Hono<Environment>, site: PublicSite): RequestListener {
  const desk = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return (request, response) => {
    if (OWN.test(request.url ?? '')) void desk(request, response);
    else site.answer(request, response);
  };
}

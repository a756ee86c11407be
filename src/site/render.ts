import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Door, withDoor } from '../queries/scope.ts';
import type { PlainResponse } from './plain-response.ts';

/** A path as the public gets it. */
export interface RenderedPage {
  status: number;
  type: string;
  bytes: Buffer;
  /** Where readers are sent from an address that was given up. */
  movedTo?: string;
}

/** The compiled templates: given a door to a snapshot and a path they give the page's bytes. */
export interface Site {
  render(door: Door, path: string): Promise<RenderedPage>;
}

/** What Astro is asked for: a page has its slash, a file has an ending; `_redirects` is a file without. */
const routeOf = (path: string): string => (path === '/404.html' ? '/404/' : /\/[^/.]+$/.test(path) ? `${path}/` : path);

/** Loads a site that Astro compiled to `folder`: for the desk (`YUNDUAN_RESIDENT`), or for a clean build. */
export async function loadSite(folder: string): Promise<Site> {
  const module = (await import(pathToFileURL(join(folder, 'server/entry.mjs')).href)) as {
    app: {
      render(request: Request, options?: { routeData: unknown }): Promise<PlainResponse>;
      manifest: { routes: { routeData: { route: string } }[]; pageMap: Map<string, () => Promise<unknown>>; middleware: () => Promise<unknown> };
    };
  };
  const { app } = module;
  // Astro would read a page's code when the page is asked for. It is read now: whoever replaces the files, as updating does, takes nothing from a site that runs.
  const middleware = await app.manifest.middleware();
  app.manifest.middleware = async () => middleware;
  for (const [component, load] of app.manifest.pageMap) {
    const page = await load();
    app.manifest.pageMap.set(component, async () => page);
  }
  const instead = app.manifest.routes.find(({ routeData }) => routeData.route === '/[...instead]')?.routeData;
  return {
    render: (door, path) =>
      withDoor(door, async () => {
        // The host never reaches a page: absolute addresses come from settings/site. The page for what is not found is a page of its own.
        const request = () => new Request(`http://site.invalid${routeOf(path)}`);
        let response = await app.render(request());
        // What is led on or withdrawn has an address like an entry's: its route is the second guess.
        if (response.status === 404 && path !== '/404.html' && instead) response = await app.render(request(), { routeData: instead });
        const type = response.headers.get('content-type') ?? 'application/octet-stream';
        const movedTo = response.headers.get('x-moved-to');
        return {
          status: response.status,
          type: type.startsWith('text/html') ? 'text/html; charset=utf-8' : type,
          bytes: response.bytes(),
          ...(movedTo ? { movedTo } : {}),
        };
      }),
  };
}

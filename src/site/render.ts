import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { withSnapshot } from '../content/scope.ts';
import type { Snapshot } from '../content/snapshot.ts';

/** A path as the public gets it. */
export interface RenderedPage {
  status: number;
  type: string;
  bytes: Buffer;
}

/** The compiled templates: given a snapshot and a path it gives the page's bytes. */
export interface Site {
  render(snapshot: Snapshot, path: string): Promise<RenderedPage>;
}

/** Loads a site that `RESIDENT=1 astro build` wrote to `folder`. */
export async function loadSite(folder: string): Promise<Site> {
  const module = (await import(pathToFileURL(join(folder, 'server/entry.mjs')).href)) as {
    app: { render(request: Request): Promise<Response> };
  };
  return {
    render: (snapshot, path) =>
      withSnapshot(snapshot, async () => {
        // The host never reaches a page: absolute addresses come from settings/site.
        const response = await module.app.render(new Request(new URL(path, 'http://site.invalid')));
        return {
          status: response.status,
          type: response.headers.get('content-type') ?? 'application/octet-stream',
          bytes: Buffer.from(await response.arrayBuffer()),
        };
      }),
  };
}

import type { Door } from '../queries/scope.ts';
import type { RenderedPage, Site } from './render.ts';

/** A template threw, or did not answer as a page should. Names the path, for people. */
export class RenderError extends Error {
  override name = 'RenderError';
  readonly path: string;
  constructor(path: string, cause: unknown) {
    super(`${path} does not render: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
    this.path = path;
  }
}

/** Renders a path that must be a page. Throws `RenderError`. */
export async function renderPage(site: Site, door: Door, path: string): Promise<RenderedPage> {
  try {
    const page = await site.render(door, path);
    const wanted = path === '/404.html' ? 404 : 200;
    if (page.status !== wanted) throw new Error(`status ${page.status}`);
    return page;
  } catch (error) {
    throw new RenderError(path, error);
  }
}

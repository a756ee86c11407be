import type { Snapshot } from '../../../src/content/snapshot.ts';
import { type Recorded, Recorder } from '../../../src/queries/record.ts';
import type { Site } from '../../../src/site/render.ts';

/** A path as it was rendered, with what it asked. */
export interface RenderedPath {
  path: string;
  type: string;
  bytes: Uint8Array;
  movedTo?: string;
  asked: Recorded[];
}

/** Renders paths of one snapshot, in any order. Throws `RenderError` at the first that fails. */
export type RenderPaths = (paths: readonly string[]) => AsyncIterable<RenderedPath>;

/** A template threw, or did not answer as a page should. Names the path, for people. */
export class RenderError extends Error {
  override name = 'RenderError';
  readonly path: string;
  constructor(path: string, cause: unknown) {
    super(`${path} does not render: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
    this.path = path;
  }
}

/** Renders one path and notes what it asks. */
export async function renderPath(site: Site, recorder: Recorder, path: string): Promise<RenderedPath> {
  const { door, asked } = recorder.open();
  try {
    const { status, type, bytes, movedTo } = await site.render(door, path);
    const wanted = path === '/404.html' ? 404 : 200;
    if (status !== wanted) throw new Error(`status ${status}`);
    return { path, type, bytes, ...(movedTo ? { movedTo } : {}), asked: [...asked.values()] };
  } catch (error) {
    throw new RenderError(path, error);
  }
}

/** Renders one after the other, in this thread. */
export const renderHere = (site: Site, snapshot: Snapshot, recorder = new Recorder(snapshot)): RenderPaths => async function* (paths) {
  for (const path of paths) yield renderPath(site, recorder, path);
};

import type { Snapshot } from '../../../src/content/snapshot.ts';
import { type Recorded, Recorder } from '../../../src/queries/record.ts';
import type { Site } from '../../../src/site/render.ts';
import { renderPage } from '../../../src/site/render-page.ts';

/** A path as it was rendered, with what it asked. */
export interface RenderedPath {
  path: string;
  type: string;
  bytes: Uint8Array;
  movedTo?: string;
  asked: Recorded[];
}

/** Renders paths of one snapshot, in any order, and gives out what is done. Throws `RenderError` at the first that fails, or what `take` throws. */
export type RenderPaths = (paths: readonly string[], take: (rendered: readonly RenderedPath[]) => void) => Promise<void>;

/** Renders one path and notes what it asks. */
export async function renderPath(site: Site, recorder: Recorder, path: string): Promise<RenderedPath> {
  const { door, asked } = recorder.open();
  const { type, bytes, movedTo } = await renderPage(site, door, path);
  return { path, type, bytes, ...(movedTo ? { movedTo } : {}), asked: [...asked.values()] };
}

/** Renders one after the other, in this thread. */
export const renderHere = (site: Site, snapshot: Snapshot, recorder = new Recorder(snapshot)): RenderPaths => async (paths, take) => {
  for (const path of paths) take([await renderPath(site, recorder, path)]);
};

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileOf } from '../queries/routes.ts';
import type { Door } from '../queries/scope.ts';
import type { Site } from './render.ts';
import { renderPage } from './render-page.ts';

/** Renders paths and writes their files below a folder, one after the other. Throws `RenderError` at the first that is no page. */
export async function writePages(site: Site, door: Door, paths: readonly string[], folder: string): Promise<void> {
  for (const path of paths) {
    const { bytes } = await renderPage(site, door, path);
    const file = join(folder, fileOf(path));
    // At once: to wait for each file, as much is spent on the waiting as on the page.
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

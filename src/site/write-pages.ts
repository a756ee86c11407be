import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileOf } from '../queries/routes.ts';
import type { Door } from '../queries/scope.ts';
import type { Site } from './render.ts';

/** Renders paths and writes their files below a folder, one after the other. Throws at the first that is no page, naming it. */
export async function writePages(site: Site, door: Door, paths: readonly string[], folder: string): Promise<void> {
  for (const path of paths) {
    const { status, bytes } = await site.render(door, path).catch((error: unknown) => {
      throw new Error(`${path} does not render: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`, { cause: error });
    });
    if (status !== (path === '/404.html' ? 404 : 200)) throw new Error(`${path} does not render: status ${status}`);
    const file = join(folder, fileOf(path));
    // At once: to wait for each file, as much is spent on the waiting as on the page.
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

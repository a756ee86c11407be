import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './engine.ts';

/** Where an npm package lies: in the repository's `node_modules`, or in one of the peer's own. Undefined when it is not installed. */
export function packageFolder(name: string, peer?: string): string | undefined {
  const places = [...(peer ? [join(ROOT, 'bench/peers', peer)] : []), ROOT];
  return places.map((place) => join(place, 'node_modules', name)).find((folder) => existsSync(join(folder, 'package.json')));
}

/** The version of an installed package. */
export async function versionOf(folder: string): Promise<string> {
  return (JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

/**
 * Gives a project the packages of a `node_modules`: a folder of links, not one link, because Astro and Vite keep caches
 * in `node_modules/.astro` and the like, which no two projects may share.
 */
export async function linkPackages(from: string, project: string): Promise<void> {
  await mkdir(join(project, 'node_modules'), { recursive: true });
  for (const name of await readdir(from)) {
    if (!name.startsWith('.')) await symlink(join(from, name), join(project, 'node_modules', name));
  }
}

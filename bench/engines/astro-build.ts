import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathOf } from '../articles.ts';
import { NOW } from '../day.ts';
import { type Engine, ROOT, type Workplace } from '../engine.ts';
import { linkPackages, packageFolder, versionOf } from '../packages.ts';
import { engineOf } from '../peer.ts';
import { mediaOf, warmImages } from '../pictures.ts';

const PARTS = ['src', 'public', 'content', 'astro.config.mjs', 'package.json', 'package-lock.json', 'tsconfig.json'];
const IMAGES = 'node_modules/.cache/yunduan/images';

/** A copy of this checkout, its content with the pictures of the articles, and all images made. */
async function prepare(folder: string, { pictures }: Workplace): Promise<void> {
  for (const part of PARTS) await cp(join(ROOT, part), join(folder, part), { recursive: true });
  await linkPackages(join(ROOT, 'node_modules'), folder);
  for (const { media, bytes } of pictures.originals) {
    await mkdir(dirname(join(folder, media.path)), { recursive: true });
    await writeFile(join(folder, media.path), bytes);
  }
  await cp(pictures.cache, join(folder, IMAGES), { recursive: true });
  for (const name of await readdir(join(ROOT, 'content/media'), { recursive: true })) {
    const address = `/media/${name}`;
    const bytes = await readFile(join(ROOT, 'content', address)).catch(() => undefined);
    const media = bytes && (await mediaOf(address, bytes));
    if (media) await warmImages([{ media, bytes }], join(folder, IMAGES));
  }
}

/** This site without the desk: `astro build` of the whole checkout, which is also what a mirror runs. */
export const engine: Engine = engineOf({
  name: 'astro-build',
  version: async () => `astro ${await versionOf(packageFolder('astro')!)}`,
  missing: async () => (packageFolder('astro') ? undefined : 'astro is not installed; run npm ci'),
  prepare,
  fileOf: pathOf,
  output: 'dist',
  // The images stay: every engine has them made beforehand.
  caches: ['.astro', 'node_modules/.astro', 'node_modules/.vite'],
  command: () => [process.execPath, 'node_modules/astro/bin/astro.mjs', 'build'],
  // Search data is left out: no peer has any.
  env: { YUNDUAN_NOW: NOW, YUNDUAN_SEARCH: '0', YUNDUAN_CARDS: '0', ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  feed: '/feed.xml',
});

import { join } from 'node:path';
import { pathOf } from '../articles.ts';
import { type Engine, ROOT } from '../engine.ts';
import { linkPackages, packageFolder, versionOf } from '../packages.ts';
import { copyProject, engineOf, type Peer } from '../peer.ts';

/** Astro with content collections, the way its handbook builds a blog. */
export const collections: Peer = {
  name: 'astro-collections',
  version: async () => `astro ${await versionOf(packageFolder('astro')!)}`,
  missing: async () => (packageFolder('astro') ? undefined : 'astro is not installed; run npm ci'),
  prepare: async (folder, work) => {
    await copyProject('astro', folder, work, { statics: 'public', table: 'pictures.json' });
    await linkPackages(join(ROOT, 'node_modules'), folder);
  },
  fileOf: pathOf,
  output: 'dist',
  caches: ['.cache', '.astro', 'node_modules/.astro', 'node_modules/.vite'],
  command: () => [process.execPath, 'node_modules/astro/bin/astro.mjs', 'build'],
  env: { ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  feed: '/feed.xml',
};

export const engine: Engine = engineOf(collections);

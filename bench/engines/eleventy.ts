import { dirname, join } from 'node:path';
import type { Engine } from '../engine.ts';
import { linkPackages, packageFolder, versionOf } from '../packages.ts';
import { copyProject, engineOf } from '../peer.ts';
import { pageOf } from '../proof.ts';

const installed = () => packageFolder('@11ty/eleventy', 'eleventy');

/** Eleventy with Nunjucks templates; every change is the full build (`--incremental=<file>` leaves other pages old, see bench/README.md). */
export const engine: Engine = engineOf({
  name: 'eleventy',
  version: async () => `eleventy ${await versionOf(installed()!)}`,
  missing: async () => (installed() ? undefined : 'it is not installed; run npm install --prefix bench/peers/eleventy --no-package-lock'),
  prepare: async (folder, work) => {
    await copyProject('eleventy', folder, work, { statics: 'static', table: 'pictures.json' });
    await linkPackages(dirname(dirname(installed()!)), folder);
  },
  fileOf: ({ id }) => `site/news/${id.slice(0, 4)}/${id}.md`,
  output: '_site',
  caches: ['.cache'],
  command: () => [process.execPath, join('node_modules', '@11ty/eleventy/cmd.cjs'), '--quiet'],
  env: { NODE_ENV: 'production' },
  leftBehind: (article) => pageOf(article),
  feed: '/feed.xml',
});

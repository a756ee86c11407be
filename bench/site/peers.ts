import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Command, run } from '../child.ts';
import { ROOT } from '../engine.ts';
import { linkPackages, packageFolder, versionOf } from '../packages.ts';

/** A project of `bench/peers` that makes one page of an article. */
export interface SitePeer {
  name: string;
  /** The package that is the peer. */
  package: string;
  /** Where the article's file lies. */
  article: string;
  matter: readonly string[];
  command: Command;
}

const ASTRO: Command = [process.execPath, 'node_modules/astro/bin/astro.mjs', 'build'];
const FACTS = ['title: 示例文章', 'description: 示例：用来称重的一篇。'];

export const SITE_PEERS: readonly SitePeer[] = [
  { name: 'govuk', package: '@x-govuk/govuk-eleventy-plugin', article: 'site/index.md', matter: ['layout: post', ...FACTS, 'date: 2026-11-15'], command: [process.execPath, 'node_modules/@11ty/eleventy/cmd.cjs', '--quiet'] },
  { name: 'starlight', package: '@astrojs/starlight', article: 'src/content/docs/index.md', matter: FACTS, command: ASTRO },
  { name: 'blog', package: 'astro', article: 'src/pages/index.md', matter: ['layout: ../layouts/Article.astro', ...FACTS, "date: '2026-11-15'"], command: ASTRO },
];

/** Why a peer cannot be built here; undefined when it can. */
export const missing = ({ name, package: wanted }: SitePeer): string | undefined =>
  packageFolder(wanted, name) ? undefined : `it is not installed; run npm install --prefix bench/peers/${name} --no-package-lock`;

/** Builds a peer's page of an article in a new folder. Gives where its pages lie, and what was built with. */
export async function buildPeer(peer: SitePeer, folder: string, text: string): Promise<{ dist: string; version: string }> {
  const source = packageFolder(peer.package, peer.name)!;
  await cp(join(ROOT, 'bench/peers', peer.name), folder, { recursive: true, filter: (from) => !from.endsWith('/node_modules') });
  const packages = source.slice(0, -peer.package.length - 1);
  // A peer's own packages are copied: Astro finds the styles of Starlight's components below the project only, and links lead out of it.
  if (packages.startsWith(join(ROOT, 'bench/peers'))) await cp(packages, join(folder, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  else await linkPackages(packages, folder);
  await mkdir(dirname(join(folder, peer.article)), { recursive: true });
  await writeFile(join(folder, peer.article), `---\n${peer.matter.join('\n')}\n---\n${text}\n`);
  await run(peer.command, folder, { ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' });
  return { dist: join(folder, 'dist'), version: `${peer.package} ${await versionOf(source)}` };
}

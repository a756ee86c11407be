import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyCheckout } from '../../tests/fixtures/checkout.ts';
import { testFolder } from '../../tests/fixtures/folder.ts';
import { writeFiles } from '../../tests/fixtures/git.ts';
import { cleanBuild, filesBelow } from '../../tests/fixtures/release.ts';

const NOW = '2026-11-20T20:00:00+08:00';
/** Astro as it comes: it finds the paths of each page by itself, and prerenders them one by one. */
const OWN = `import { defineConfig } from 'astro/config';
import { EntryCache } from './src/content/entry-cache.ts';
import { openDirectory } from './src/content/directory.ts';
import { parseInstant } from './src/content/instant.ts';
import { openSnapshot } from './src/content/open-snapshot.ts';
import { openDoor } from './src/queries/record.ts';
import { standingDoor } from './src/queries/scope.ts';
import { underscored } from './src/site/underscored.ts';

const root = new URL('.', import.meta.url).pathname;
standingDoor(openDoor(await openSnapshot(await openDirectory(root), parseInstant('${NOW}'), { cache: new EntryCache() })));
export default defineConfig({
  outDir: './own', trailingSlash: 'always', compressHTML: true, session: false, build: { inlineStylesheets: 'never', format: 'directory' },
  vite: { build: { assetsInlineLimit: 0 } }, integrations: [underscored({ root })],
});
`;

it('Astro’s own prerendering finds the same paths and gives the same pages', async () => {
  const checkout = copyCheckout(join(await testFolder(), 'checkout'));
  const ours = await cleanBuild(checkout, Date.parse(NOW));
  writeFiles(checkout, { 'own.config.mjs': OWN });
  execFileSync(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build', '--config', 'own.config.mjs'], {
    cwd: checkout, env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }, stdio: 'pipe',
  });
  const own = filesBelow(join(checkout, 'own'));
  const made = (file: string) => !/^(?:media|cards)\//.test(file);
  expect([...own.keys()].filter(made).sort()).toEqual([...ours.keys()].filter(made).sort());
  expect([...own].filter(([file, bytes]) => made(file) && !ours.get(file)?.equals(bytes)).map(([file]) => file)).toEqual([]);
});

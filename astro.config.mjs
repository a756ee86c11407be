// The top of the site: the only file of it that reads the environment.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'astro/config';
import { Instant, parseInstant } from './src/content/instant.ts';
import { staticContent } from './src/site/build.ts';
import { liveContent } from './src/site/dev.ts';
import { contentDoor } from './src/site/content-door.ts';
import { resident } from './src/site/resident.ts';
import { underscored } from './src/site/underscored.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const cache = `${root}node_modules/.cache/yunduan`;
// YUNDUAN_RESIDENT: where the desk wants the compiled site; absent for `astro build` and `astro dev`.
const residentDir = process.env.YUNDUAN_RESIDENT;
const instant = process.env.YUNDUAN_NOW ? parseInstant(process.env.YUNDUAN_NOW) : new Instant(Date.now());
const developing = process.argv.includes('dev');

const making = developing
  ? [liveContent({ root, cache, now: () => Date.now() })]
  : residentDir ? [] : [staticContent({ root, cache, instant, search: process.env.YUNDUAN_SEARCH !== '0', cards: process.env.YUNDUAN_CARDS !== '0' })];

export default defineConfig({
  // Templates are compiled, and rendered by our own hand: by the desk, and by the clean build (decision 0032).
  ...(developing ? { output: 'static' } : { output: 'server', adapter: resident() }),
  outDir: residentDir ?? './dist',
  cacheDir: residentDir ? `${residentDir}.cache` : undefined,
  trailingSlash: 'always',
  compressHTML: true,
  session: false,
  devToolbar: { enabled: false },
  build: { inlineStylesheets: 'never', format: 'directory' },
  vite: { build: { assetsInlineLimit: 0 } },
  integrations: [contentDoor({ root }), underscored({ root }), ...making],
});

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

export default defineConfig({
  output: residentDir ? 'server' : 'static',
  outDir: residentDir ?? './dist',
  cacheDir: residentDir ? `${residentDir}.cache` : undefined,
  trailingSlash: 'always',
  compressHTML: true,
  session: false,
  devToolbar: { enabled: false },
  // Most of a page's time is spent waiting for its file: sixteen at once take half the time of one after the other.
  build: { concurrency: 16, inlineStylesheets: 'never', format: 'directory' },
  vite: {
    build: { assetsInlineLimit: 0 },
    ...(residentDir ? { ssr: { noExternal: true } } : {}),
  },
  ...(residentDir ? { adapter: resident() } : {}),
  integrations: residentDir
    ? [contentDoor({ root }), underscored({ root })]
    : [contentDoor({ root }), underscored({ root }), developing ? liveContent({ root, cache, now: () => Date.now() }) : staticContent({ root, cache, instant, search: process.env.YUNDUAN_SEARCH !== '0', cards: process.env.YUNDUAN_CARDS !== '0' })],
});

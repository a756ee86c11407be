import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { amend } from './decap/amend.ts';
import { amendments } from './decap/amendments.ts';
import { leftOut } from './decap/left-out.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
/** Pages of our own beside Decap, each a folder. */
const PAGES = ['signin', 'setup', 'waiting', 'releases', 'history', 'approval', 'notifying', 'people', 'account', 'log', 'mirror', 'invite'];

/**
 * Builds the admin pages into `outDir`, which is emptied: `index.html`, those of the folders that `PAGES` names, and hashed files in
 * `assets/`, to be served at `/admin/`. The result follows from the sources alone: no configuration file, no
 * environment. Throws where a source or an amendment fails.
 */
export async function buildAdmin(outDir: string): Promise<void> {
  await build({
    root,
    base: '/admin/',
    mode: 'production',
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'silent',
    plugins: [amend(amendments)],
    resolve: { alias: leftOut, dedupe: ['react', 'react-dom'] },
    build: {
      outDir: resolve(outDir),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: {
        input: ['', ...PAGES.map((page) => `${page}/`)].map((folder) => resolve(root, `${folder}index.html`)),
        output: {
          // An update of ours must not make editors fetch Decap again.
          codeSplitting: {
            groups: [
              // Otherwise it lands in Decap's file, and everything waits for that one.
              { name: 'preload', test: /preload-helper/, priority: 2 },
              // Nor for the texts that the history compares.
              { name: 'diff', test: /\/node_modules\/diff\//, priority: 2 },
              // Nor for the picture that a telephone reads.
              { name: 'qr', test: /\/node_modules\/qr\//, priority: 2 },
              { name: 'zod', test: /\/node_modules\/(?:zod|astro)\// },
              { name: 'decap', test: /\/node_modules\// },
            ],
          },
        },
      },
    },
  });
}

if (import.meta.main) {
  const outDir = process.argv[2];
  if (!outDir) {
    console.error('usage: node cms/admin/build.ts <outDir>');
    process.exit(2);
  }
  await buildAdmin(outDir);
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Rolldown } from 'vite';
import { amend, type Amendment } from './amend.ts';

const ENTRY = 'decap-in-node';
/** What a browser would have: an address with a hash, and a store for unsaved text. */
const BROWSER = 'decap-in-node-browser';
const browser = `
  export const createHashHistory = () => ({});
  const nothing = async () => null;
  export default { setItem: nothing, getItem: nothing, removeItem: nothing };
`;

/**
 * Gives tests what a module of Decap exports. Its packages are written for bundlers and browsers: Node can neither follow
 * their imports nor do without a `window`. With `amendments` it is amended as in the bundle.
 */
export async function decapInNode<T>(code: string, amendments: readonly Amendment[] = []): Promise<T> {
  Object.assign(globalThis, { window: globalThis });
  const { output } = (await build({
    configFile: false,
    envDir: false,
    logLevel: 'silent',
    resolve: { alias: [{ find: /^(?:history|localforage)$/, replacement: BROWSER }] },
    plugins: [amend(amendments), {
      name: ENTRY,
      resolveId: (id) => (id === ENTRY || id === BROWSER ? id : null),
      load: (id) => ({ [ENTRY]: code, [BROWSER]: browser })[id] ?? null,
    }],
    ssr: { noExternal: true },
    build: { ssr: true, write: false, minify: false, rolldownOptions: { input: ENTRY, output: { codeSplitting: false } } },
  })) as Rolldown.RolldownOutput;
  const folder = await mkdtemp(join(tmpdir(), `${ENTRY}-`));
  try {
    const file = join(folder, 'entry.mjs');
    await writeFile(file, output[0].code);
    return (await import(pathToFileURL(file).href)) as T;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

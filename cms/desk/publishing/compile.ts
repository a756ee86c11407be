import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The version of whatever parses, judges and renders content: the cache of parsed entries is kept by it. */
export const modelVersion = (checkout: string): Promise<string> => digestOf(checkout, ['src/model', 'src/content', 'package-lock.json']);

/** Something that is compiled of the checkout's files: a folder named by their digest. */
export interface Compiled {
  folder: string;
  digest: string;
}

interface Recipe {
  name: string;
  /** Files and folders of the checkout that it is made of. */
  inputs: readonly string[];
  make: (checkout: string, out: string) => Promise<void>;
}

/** The templates: everything that a page's bytes can depend on, content apart. */
const SITE: Recipe = {
  name: 'site',
  inputs: ['src', 'public', 'astro.config.mjs', 'package.json', 'package-lock.json'],
  make: (checkout, out) => node(checkout, ['node_modules/astro/bin/astro.mjs', 'build'], { YUNDUAN_RESIDENT: out, ASTRO_TELEMETRY_DISABLED: '1' }),
};

/** The admin: Decap, our backend and the sign-in pages. */
const ADMIN: Recipe = {
  name: 'admin',
  inputs: ['cms/admin', 'cms/protocol', 'src/model', 'package.json', 'package-lock.json'],
  make: (checkout, out) => node(checkout, ['cms/admin/build.ts', out]),
};

/** Compiles the site when its files have changed. Throws with the compiler's own words; `begin` is told when there is work. */
export const compileSite = (checkout: string, data: string, begin: () => void) => compile(SITE, checkout, data, begin);
export const compileAdmin = (checkout: string, data: string, begin: () => void) => compile(ADMIN, checkout, data, begin);

async function compile(recipe: Recipe, checkout: string, data: string, begin: () => void): Promise<Compiled> {
  const digest = await digestOf(checkout, recipe.inputs);
  const parent = join(data, 'compiled');
  const folder = join(parent, `${recipe.name}-${digest}`);
  const isThere = () => access(folder).then(() => true, () => false);
  if (await isThere()) return { folder, digest };
  begin();
  await mkdir(parent, { recursive: true });
  // A build that a kill left behind may still be writing: each has a folder of its own, and the next start sweeps.
  const partial = `${folder}.${process.pid}.part`;
  await rm(partial, { recursive: true, force: true });
  await recipe.make(checkout, partial);
  try {
    await rename(partial, folder);
  } catch (error) {
    // Somebody else has compiled the same meanwhile: theirs is as good.
    if (!(await isThere())) throw error;
    await rm(partial, { recursive: true, force: true });
  }
  for (const name of await readdir(parent)) {
    if (name.startsWith(`${recipe.name}-`) && name !== `${recipe.name}-${digest}`) await rm(join(parent, name), { recursive: true, force: true });
  }
  return { folder, digest };
}

/** A digest of files by path and bytes; tests beside the code do not count. */
async function digestOf(checkout: string, inputs: readonly string[]): Promise<string> {
  const files: string[] = [];
  for (const input of inputs) {
    const inside = await readdir(join(checkout, input), { recursive: true, withFileTypes: true }).catch(() => undefined);
    if (!inside) files.push(input);
    else files.push(...inside.filter((e) => e.isFile() && !/\.test\.\w+$/.test(e.name)).map((e) => join(e.parentPath, e.name).slice(checkout.length).replace(/^[\\/]/, '')));
  }
  const hash = createHash('sha256').update(process.version);
  for (const file of files.sort()) {
    const bytes = await readFile(join(checkout, file)).catch(() => Buffer.alloc(0));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex').slice(0, 16);
}

async function node(checkout: string, args: string[], env: Record<string, string> = {}): Promise<void> {
  try {
    await run(process.execPath, args, { cwd: checkout, env: { ...process.env, ...env, NODE_ENV: 'production' }, maxBuffer: 16 * 1024 * 1024 });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${args[0]} failed:\n${`${stdout}\n${stderr}`.trim().slice(-4000)}`, { cause: error });
  }
}

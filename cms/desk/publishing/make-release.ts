import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { ContentSource } from '../../../src/content/source.ts';
import type { Snapshot } from '../../../src/content/snapshot.ts';
import { mediaFiles } from '../../../src/queries/media.ts';
import { paths } from '../../../src/queries/routes.ts';
import { indexPages } from '../../../src/search/indexer.ts';
import type { Site } from '../../../src/site/render.ts';
import { typeOf } from './file-type.ts';
import type { ReleaseFile, ReleaseRecord, ReleaseStore } from './release-store.ts';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

export interface Ingredients {
  site: Site;
  /** The compiled site's folder; its `client/` holds hashed assets and `public/`. */
  compiled: string;
  templates: string;
  snapshot: Snapshot;
  source: ContentSource;
  images: string;
  releases: ReleaseStore;
  previous: ReleaseRecord | null;
  id: string;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Renders everything, writes what is not there yet, and records the release. Throws when a page does not render. */
export async function makeRelease(i: Ingredients): Promise<ReleaseRecord> {
  const files: Record<string, ReleaseFile> = {};
  const put = async (path: string, bytes: Buffer, type = typeOf(path)) => {
    const blob = await i.releases.put(bytes);
    const compressed = compressible(type) && bytes.length > 256 ? await compress(i.releases, blob, bytes) : {};
    files[path] = { blob, type, bytes: bytes.length, ...compressed, ...(immutable(path) ? { immutable: true } : {}) };
  };

  const client = join(i.compiled, 'client');
  for (const name of await readdir(client, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    const file = join(name.parentPath, name.name);
    await put(file.slice(client.length).replaceAll('\\', '/'), await readFile(file));
  }

  const pages: { path: string; html: string }[] = [];
  for (const path of paths(i.snapshot)) {
    const missing = path === '/404.html';
    const page = await i.site.render(i.snapshot, missing ? '/404/' : path);
    if (page.status !== (missing ? 404 : 200)) throw new Error(`${path} rendered with status ${page.status}`);
    await put(path, page.bytes, page.type.startsWith('text/html') ? 'text/html; charset=utf-8' : page.type);
    if (page.type.startsWith('text/html')) pages.push({ path, html: page.bytes.toString('utf8') });
  }
  for await (const { address, bytes } of mediaFiles(i.snapshot, i.source, i.images)) await put(address, bytes);
  for (const { file, bytes } of await indexPages(pages)) await put(`/${file}`, Buffer.from(bytes));

  const next = i.snapshot.instant.nextChange;
  const release: ReleaseRecord = {
    id: i.id,
    commit: i.snapshot.commit ?? '',
    templates: i.templates,
    instant: i.snapshot.instant.toString(),
    publishedAt: new Date(i.now).toISOString(),
    pages: pages.length,
    ...(next === undefined ? {} : { nextChange: next }),
    files,
    retired: retire(i.previous, files, i.now),
  };
  await i.releases.record(release);
  return release;
}

const WEEK = 7 * 24 * 3_600_000;

/** The hashed files of earlier releases that a page opened before the switch may still ask for. */
function retire(previous: ReleaseRecord | null, files: Record<string, ReleaseFile>, now: number): NonNullable<ReleaseRecord['retired']> {
  const kept = Object.entries(previous?.retired ?? {}).filter(([path, { until }]) => until > now && !(path in files));
  const gone = Object.entries(previous?.files ?? {}).filter(([path, file]) => file.immutable && !path.startsWith('/media/') && !(path in files));
  return Object.fromEntries([...kept, ...gone.map(([path, file]) => [path, { ...file, until: now + WEEK }] as const)]);
}

/** Addresses that hold a digest: Vite's assets, image variants, Pagefind's fragments and indexes. */
const immutable = (path: string) =>
  path.startsWith('/_astro/') || /^\/media\/.*\.[0-9a-f]{8}-\d+\.\w+$/.test(path) || /^\/pagefind\/(?:fragment|index|filter)\//.test(path) || path.endsWith('.pf_meta');

const compressible = (type: string) => /^(?:text\/|application\/(?:json|javascript|xml|wasm)|image\/svg)/.test(type);

/** Makes the compressed copies, once for each content, and keeps those that are smaller. */
async function compress(releases: ReleaseStore, blob: string, bytes: Buffer): Promise<{ br?: number; gzip?: number }> {
  const made = async (suffix: string, encode: () => Promise<Buffer>): Promise<number | undefined> => {
    const file = releases.blobPath(blob) + suffix;
    const there = await readFile(file).catch(() => undefined);
    const small = there ?? (await encode());
    if (small.length >= bytes.length) return undefined;
    if (!there) await releases.putAt(file, small);
    return small.length;
  };
  const br = await made('.br', () => brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  const gz = await made('.gz', () => zip(bytes, { level: 9 }));
  return { ...(br ? { br } : {}), ...(gz ? { gzip: gz } : {}) };
}

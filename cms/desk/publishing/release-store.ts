import { createHash } from 'node:crypto';
import { access, mkdir, open, readdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'astro/zod';

/** One file of a release: which blob it is, how it is served, which compressed copies there are (bytes of each). */
const ReleaseFile = z.object({
  blob: z.string(),
  type: z.string(),
  bytes: z.number(),
  br: z.number().optional(),
  gzip: z.number().optional(),
  /** Its address holds a digest of its bytes: browsers may keep it for ever. */
  immutable: z.boolean().optional(),
});
export type ReleaseFile = z.infer<typeof ReleaseFile>;

export const ReleaseRecord = z.object({
  id: z.string(),
  commit: z.string(),
  /** Digest of the templates it was rendered with. */
  templates: z.string(),
  /** The instant it shows, ISO. */
  instant: z.string(),
  publishedAt: z.string(),
  pages: z.number(),
  /** Milliseconds since the epoch at which an answer changes by time alone. */
  nextChange: z.number().optional(),
  /** By public path: `/`, `/news/…/`, `/_astro/….css`. */
  files: z.record(z.string(), ReleaseFile),
  /** Hashed files of earlier releases, fetchable until then (ms). Media are not among them: what is taken down stays down. */
  retired: z.record(z.string(), ReleaseFile.extend({ until: z.number() })).optional(),
});
export type ReleaseRecord = z.infer<typeof ReleaseRecord>;

const KEPT = 5;

/**
 * Releases on disk: blobs by content, one record a release, and a file that names the current one. A record is written only
 * when every blob it names is on the disk, and `current` only names whole records; a kill at any moment leaves that true.
 */
export class ReleaseStore {
  readonly #folder: string;

  constructor(data: string) {
    this.#folder = join(data, 'releases');
  }

  /** Where a blob lies; add `.br` or `.gz` for its compressed copies. */
  blobPath(blob: string): string {
    return join(this.#folder, 'blobs', blob.slice(0, 2), blob);
  }

  /** Keeps bytes, once, and gives their name. */
  async put(bytes: Uint8Array): Promise<string> {
    const blob = createHash('sha256').update(bytes).digest('hex').slice(0, 40);
    await this.putAt(this.blobPath(blob), bytes);
    return blob;
  }

  /** Writes a file whole or not at all; one that is there already stays. */
  async putAt(file: string, bytes: Uint8Array): Promise<void> {
    if (await access(file).then(() => true, () => false)) return;
    await mkdir(join(file, '..'), { recursive: true });
    await replaceFile(file, bytes);
  }

  /** Writes a release's record. From here on it is whole, though not yet current. */
  async record(release: ReleaseRecord): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await replaceFile(this.#recordPath(release.id), Buffer.from(JSON.stringify(release)));
  }

  /** Makes a whole release the current one, also after a restart. */
  async makeCurrent(id: string): Promise<void> {
    await replaceFile(join(this.#folder, 'current'), Buffer.from(`${id}\n`));
  }

  /** A whole release by its id; null when it is not there or a blob of it is missing. */
  async read(id: string): Promise<ReleaseRecord | null> {
    try {
      const release = ReleaseRecord.parse(JSON.parse(await readFile(this.#recordPath(id), 'utf8')));
      await Promise.all([...Object.values(release.files), ...Object.values(release.retired ?? {})].map(({ blob }) => access(this.blobPath(blob))));
      return release;
    } catch {
      return null;
    }
  }

  /** The release that was current when the desk last ran. */
  async current(): Promise<ReleaseRecord | null> {
    const id = (await readFile(join(this.#folder, 'current'), 'utf8').catch(() => '')).trim();
    return id ? this.read(id) : null;
  }

  /** Kept releases, the newest first, without their files. */
  async list(): Promise<Omit<ReleaseRecord, 'files' | 'retired'>[]> {
    const releases = await Promise.all((await this.#ids()).map((id) => this.read(id)));
    return releases.filter((release) => release !== null).map(({ files: _files, retired: _retired, ...rest }) => rest);
  }

  /** Removes releases beyond the newest few, what a kill left half written, and blobs that no kept release names. */
  async sweep(current: string): Promise<void> {
    const ids = await this.#ids();
    const kept = new Set([current, ...ids.slice(0, KEPT)]);
    const named = new Set<string>();
    for (const id of ids) {
      if (!kept.has(id)) await rm(this.#recordPath(id), { force: true });
      else {
        const release = await this.read(id);
        for (const { blob } of [...Object.values(release?.files ?? {}), ...Object.values(release?.retired ?? {})]) named.add(blob);
      }
    }
    for (const file of await readdir(this.#folder)) if (file.endsWith('.part')) await rm(join(this.#folder, file), { force: true });
    const blobs = join(this.#folder, 'blobs');
    for (const prefix of await readdir(blobs).catch(() => [])) {
      for (const file of await readdir(join(blobs, prefix))) {
        if (!named.has(file.slice(0, 40)) || file.endsWith('.part')) await unlink(join(blobs, prefix, file)).catch(() => {});
      }
    }
  }

  #recordPath(id: string): string {
    return join(this.#folder, `${id}.json`);
  }

  async #ids(): Promise<string[]> {
    const names = await readdir(this.#folder).catch(() => []);
    return names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5)).sort().reverse();
  }
}

let partials = 0;

/** Replaces a file at once: readers see the old bytes or the new. The bytes are synced before the name moves to them. */
export async function replaceFile(file: string, bytes: Uint8Array, mode = 0o644): Promise<void> {
  const partial = `${file}.${process.pid}-${partials++}.part`;
  try {
    await writeFile(partial, bytes, { mode });
    const handle = await open(partial, 'r');
    await handle.sync().finally(() => handle.close());
    await rename(partial, file);
  } catch (error) {
    await unlink(partial).catch(() => {});
    throw error;
  }
}

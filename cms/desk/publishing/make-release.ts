import { type Dirent, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { cardAddress, type ShareCard } from '../../../src/content/cards/card.ts';
import { variantKey } from '../../../src/content/images.ts';
import type { Media } from '../../../src/content/media.ts';
import { variantsOf } from '../../../src/content/picture.ts';
import { nextTurn, type Snapshot } from '../../../src/content/snapshot.ts';
import type { ContentSource } from '../../../src/content/source.ts';
import { typeOf } from './file-type.ts';
import { atOnce } from '../../../src/content/at-once.ts';
import { emptyLog, withoutCheckpoints } from './release/database.ts';
import { type PublicFile, ReleaseFiles } from './release/files.ts';
import { record, type ReleaseRecord, type RenderedWhat } from './release/record.ts';
import { Recordings } from './release/recordings.ts';
import type { RenderedPath, RenderPaths } from './render-paths.ts';

/** What a publication changes: found by comparison, or everything. */
export interface Changes {
  why: RenderedWhat['why'];
  /** Paths to render, with the questions that made it necessary. */
  render: ReadonlyMap<string, readonly string[]>;
  gone: readonly string[];
  media: { come: readonly Media[]; gone: readonly Media[] };
  /** Share cards, and the addresses of those that nothing names any more. They are drawn beside the publication. */
  cards: { come: readonly ShareCard[]; gone: readonly string[] };
  /** Pages out of which something was taken down, or that are gone: their search data go at once. */
  purge: readonly string[];
  /** Whether everything is made, so that what is not made now is gone. */
  whole: boolean;
  /** Answers that were asked again, changed or with another time at which they change. */
  answers: readonly Parameters<Recordings['put']>[0][];
}

export interface Parts {
  database: DatabaseSync;
  data: string;
  snapshot: Snapshot;
  source: ContentSource;
  render: RenderPaths;
  /** The compiled site's folder; its `client/` holds hashed assets and `public/`. */
  compiled: string;
  release: Pick<ReleaseRecord, 'id' | 'commit' | 'templates' | 'down'>;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Bytes that are kept in one go while a publication renders. */
const BATCH = 512;
/** Paths that a release names in its record. */
const TOLD = 100;

/**
 * Renders what changed, keeps the bytes, and then switches the public to all of it in one transaction. Until then the public sees the
 * last release, whatever happens here; throws when something does.
 */
export const makeRelease = (parts: Parts, changes: Changes): Promise<ReleaseRecord> =>
  changes.whole ? withoutCheckpoints(parts.database, () => make(parts, changes)) : make(parts, changes);

async function make(parts: Parts, changes: Changes): Promise<ReleaseRecord> {
  const { database, now } = parts;
  const files = new ReleaseFiles(database);
  const recordings = new Recordings(database);
  const made: { file: PublicFile; asked: RenderedPath['asked'] }[] = [];
  let batch: RenderedPath[] = [];
  const keep = () => {
    const rendered = batch;
    batch = [];
    atOnce(database, () => {
      for (const { path, type, bytes, movedTo, asked } of rendered) {
        made.push({ file: { path, kind: 'page', type, blob: files.keep(bytes), ...(movedTo ? { movedTo } : {}) }, asked });
      }
    });
  };
  await parts.render([...changes.render.keys()], (rendered) => {
    if (batch.push(...rendered) >= BATCH) keep();
  });
  if (batch.length) keep();
  const uploads = [...(await storeMedia(parts, changes.media.come)), ...changes.cards.come.map(cardFile)];

  const release = atOnce(database, () => {
    const stamp = files.stamp();
    if (changes.whole) recordings.clear();
    // What every page asks is put down once.
    const numbers = new Map<string, number>();
    const numberOf = (one: RenderedPath['asked'][number]): number => {
      const number = numbers.get(one.question) ?? recordings.put(one);
      numbers.set(one.question, number);
      return number;
    };
    for (const answer of changes.answers) numberOf(answer);
    const orphans: number[] = [];
    const purge = [...changes.purge];
    for (const { file, asked } of made) recordings.replace(files.put(file, stamp), asked.map(numberOf));
    for (const file of uploads) files.put(file, stamp);
    for (const path of changes.gone) {
      orphans.push(...askedBy(database, path));
      files.remove(path, stamp, now);
    }
    for (const media of changes.media.gone) for (const address of addressesOf(media)) if (!uploads.some(({ path }) => path === address)) files.remove(address, stamp, now);
    for (const path of changes.cards.gone) files.remove(path, stamp, now);
    if (changes.whole) {
      const assets = clientFiles(parts.compiled).map(([path, file]): PublicFile => ({ path, kind: 'asset', type: typeOf(path), blob: files.keep(readFileSync(file)), immutable: path.startsWith('/_astro/') }));
      for (const asset of assets) files.put(asset, stamp);
      const stand = new Set([...made.map(({ file }) => file.path), ...uploads.map(({ path }) => path), ...assets.map(({ path }) => path)]);
      const others = database.prepare("SELECT path FROM file WHERE kind <> 'search'").all().map(({ path }) => String(path)).filter((path) => !stand.has(path));
      for (const path of others) files.remove(path, stamp, now);
      purge.push(...others);
    }
    recordings.dropOrphans(orphans);
    if (purge.length) {
      files.purgeSearch(purge, stamp, now);
      database.prepare("INSERT OR REPLACE INTO state VALUES ('purge-search', '1')").run();
    }
    files.expire(stamp, now);
    files.sweep();
    const { pages } = database.prepare("SELECT count(*) AS pages FROM file WHERE kind = 'page' AND type LIKE 'text/html%'").get() as { pages: number };
    const next = Math.min(nextTurn(parts.snapshot) ?? Number.POSITIVE_INFINITY, recordings.nextTurn() ?? Number.POSITIVE_INFINITY);
    return record(database, {
      ...parts.release,
      instant: parts.snapshot.instant.toString(),
      publishedAt: new Date(now).toISOString(),
      pages,
      nextChange: Number.isFinite(next) ? next : undefined,
      what: {
        why: changes.why, rendered: made.length, gone: changes.gone.length,
        paths: changes.whole ? [] : [...changes.render].slice(0, TOLD).map(([path, because]) => ({ path, because: because.slice(0, 8) })),
      },
    });
  });
  for (const stored of files.looseFiles()) rmSync(join(parts.data, stored), { force: true });
  // What was taken down is overwritten in the database; this empties the log that still holds it.
  if (changes.purge.length || changes.whole) emptyLog(database);
  return release;
}

const askedBy = (database: DatabaseSync, path: string): number[] =>
  database.prepare('SELECT query FROM asked JOIN file ON file.id = asked.file WHERE file.path = ?').all(path).map(({ query }) => Number(query));

/** A share card as a public file: it is named here, and drawn later. */
function cardFile(card: ShareCard): PublicFile {
  const path = cardAddress(card);
  return { path, kind: 'media', type: typeOf(path), stored: path.slice(1), source: JSON.stringify({ card }), immutable: true };
}

/** The public addresses of an upload: an image's variants, or itself. */
const addressesOf = (media: Media): string[] => (media.image ? variantsOf(media).map(({ address }) => address) : [media.address]);

/** Uploads as public files. Images are only named: their variants are made at upload or beside the publication. Attachments are stored now. */
async function storeMedia({ data, source }: Parts, media: readonly Media[]): Promise<PublicFile[]> {
  const found: PublicFile[] = [];
  for (const upload of media) {
    if (upload.image) {
      const made = JSON.stringify(upload);
      for (const variant of variantsOf(upload)) {
        found.push({ path: variant.address, kind: 'media', type: typeOf(variant.address), stored: `images/${variantKey(upload, variant)}`, source: made, immutable: true });
      }
      continue;
    }
    const stored = `attachments/${upload.version}`;
    if (!existsSync(join(data, stored))) {
      mkdirSync(dirname(join(data, stored)), { recursive: true });
      writeFileSync(join(data, `${stored}.part`), await source.blob(upload.version));
      renameSync(join(data, `${stored}.part`), join(data, stored));
    }
    found.push({ path: upload.address, kind: 'media', type: typeOf(upload.address), stored });
  }
  return found;
}

/** What Vite wrote for browsers, and `public/`: addresses with their files. */
function clientFiles(compiled: string): [path: string, file: string][] {
  const client = join(compiled, 'client');
  return readdirSync(client, { recursive: true, withFileTypes: true }).filter((entry: Dirent) => entry.isFile())
    .map((entry): [string, string] => [join(entry.parentPath, entry.name).slice(client.length).replaceAll('\\', '/'), join(entry.parentPath, entry.name)]);
}

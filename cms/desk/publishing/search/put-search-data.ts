import type { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { indexPages } from '../../../../src/search/indexer.ts';
import { typeOf } from '../file-type.ts';
import { atOnce } from '../../../../src/content/at-once.ts';
import { ReleaseFiles } from '../release/files.ts';
import { currentRelease } from '../release/record.ts';

/** Pagefind's files whose names hold a digest. */
const HASHED = /^\/pagefind\/(?:fragment|index|filter)\/|\.pf_meta$/;

/** Indexes the pages of the current release and switches the public to the result. Gives the number of pages looked at. */
export async function putSearchData(database: DatabaseSync, now: number): Promise<number> {
  const release = currentRelease(database)?.number ?? 0;
  const paths = database.prepare("SELECT path FROM file WHERE kind = 'page' AND type LIKE 'text/html%' ORDER BY path").all().map(({ path }) => String(path));
  // Read one by one while it goes: a page that changed meanwhile is taken as it is now, one that went is left out.
  const read = database.prepare('SELECT blob.bytes FROM file JOIN blob ON blob.id = file.blob WHERE file.path = ?');
  const html = (path: string) => async () => Buffer.from((read.get(path)?.['bytes'] as Uint8Array | undefined) ?? []).toString('utf8');
  const found = await indexPages(paths.map((path) => ({ path, html: html(path) })));
  const files = new ReleaseFiles(database);
  atOnce(database, () => {
    const stamp = files.stamp();
    // Something was taken down since the last index: what that index says is not kept for a day.
    const purge = database.prepare("DELETE FROM state WHERE name = 'purge-search' RETURNING value").get() !== undefined;
    const there = database.prepare("SELECT 1 FROM file WHERE path = ? AND kind = 'page'");
    const stand = new Set<string>();
    for (const { file, bytes } of found) {
      const path = `/${file}`;
      const of = pageOf(path, bytes);
      // A page that went while it was indexed: its text is not put before the public again.
      if (of !== undefined && !there.get(of)) continue;
      stand.add(path);
      files.put({ path, kind: 'search', type: typeOf(path), blob: files.keep(bytes), immutable: HASHED.test(path), ...(of === undefined ? {} : { of }) }, stamp);
    }
    const others = database.prepare("SELECT path FROM file WHERE kind = 'search'").all().map(({ path }) => String(path)).filter((path) => !stand.has(path));
    for (const path of others) files.remove(path, stamp, now, purge);
    if (purge) files.purgeSearch([], stamp, now);
    database.prepare("INSERT OR REPLACE INTO state VALUES ('searched', ?)").run(String(release));
    files.sweep();
  });
  return paths.length;
}

/** The page whose text a fragment holds: `pagefind_dcd{"url":…` in gzip. */
function pageOf(path: string, bytes: Uint8Array): string | undefined {
  if (!path.startsWith('/pagefind/fragment/')) return undefined;
  return /"url":"((?:[^"\\]|\\.)*)"/.exec(gunzipSync(bytes).toString('utf8'))?.[1];
}

import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compileSite } from '../../cms/desk/publishing/compile.ts';
import { CHECKOUT, COMPILED } from '../../tests/fixtures/compiled.ts';
import { testFolder } from '../../tests/fixtures/folder.ts';
import { filesBelow } from '../../tests/fixtures/release.ts';
import { openDirectory } from '../content/directory.ts';
import { EntryCache } from '../content/entry-cache.ts';
import { parseInstant } from '../content/instant.ts';
import { MediaCache } from '../content/media-cache.ts';
import { openSnapshot } from '../content/open-snapshot.ts';
import { openDoor } from '../queries/record.ts';
import { paths } from '../queries/routes.ts';
import { openPageThreads } from './page-threads.ts';
import { loadSite } from './render.ts';
import { writePages } from './write-pages.ts';

const NOW = '2026-11-20T20:00:00+08:00';

/** This checkout's content and compiled site; `write` puts paths below a folder with threads, from so many paths on. */
async function build() {
  const folder = await testFolder();
  const { folder: compiled } = await compileSite(CHECKOUT, COMPILED, () => {});
  const [texts, facts] = [join(folder, 'texts.sqlite'), join(folder, 'facts.sqlite')];
  const source = await openDirectory(CHECKOUT);
  const snapshot = await openSnapshot(source, parseInstant(NOW), { cache: new EntryCache(texts, '', new MediaCache(facts)) });
  const [site, door, files] = [await loadSite(compiled), openDoor(snapshot), await source.files()];
  const write = async (some: readonly string[], name: string, worth: number) => {
    const out = join(folder, name);
    let here = 0;
    const threads = openPageThreads({ root: CHECKOUT, files, texts, facts, instant: NOW, compiled, folder: out }, some.length, worth);
    if (name === 'several') threads.ready();
    await threads.write(some, async (portion) => {
      here += portion.length;
      await writePages(site, door, portion, out);
    });
    return { files: filesBelow(out), here };
  };
  return { wanted: paths(snapshot), write };
}

it('several threads write what one writes', async () => {
  const { wanted, write } = await build();
  const one = await write(wanted, 'one', wanted.length + 1);
  const several = await write(wanted, 'several', 1);
  expect(one.files.size).toBe(wanted.length);
  expect([one.here, several.here < wanted.length]).toEqual([wanted.length, true]);
  expect([...several.files.keys()].sort()).toEqual([...one.files.keys()].sort());
  expect([...several.files].filter(([file, bytes]) => !one.files.get(file)!.equals(bytes)).map(([file]) => file)).toEqual([]);
});

it('a page that is none ends the build with its name, whoever was to write it', async () => {
  const { wanted, write } = await build();
  await expect(write(['/', '/news/no-such/'], 'here', 10)).rejects.toThrow(/^\/news\/no-such\/ does not render: [^]*status 404/);
  // So many that the thread gets some of them.
  await expect(write([...wanted, ...Array.from({ length: 400 }, () => '/news/no-such/')], 'there', 1)).rejects.toThrow(/^\/news\/no-such\/ does not render: [^]*status 404/);
});

import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testFolder } from '../../tests/fixtures/folder.ts';
import { writeFiles } from '../../tests/fixtures/git.ts';
import { article, SAMPLE } from '../../tests/fixtures/sample.ts';
import { openDirectory } from './directory.ts';
import { EntryCache } from './entry-cache.ts';
import { Instant } from './instant.ts';
import { openSnapshot } from './open-snapshot.ts';
import { studyInThreads } from './study-threads.ts';

const NOW = new Instant(Date.parse('2026-11-20T00:00:00+08:00'));

/** Articles enough for several batches, some of them wrong. */
async function many(wrong: number) {
  const files: Record<string, string> = { ...SAMPLE };
  for (let n = 0; n < 700; n++) {
    const minute = `${String(Math.floor(n / 60)).padStart(2, '0')}${String(n % 60).padStart(2, '0')}`;
    files[`content/news/2026/2026-10-01-${minute}.md`] = article(n < wrong ? '' : `第${n}篇`);
  }
  const folder = await testFolder();
  writeFiles(folder, files);
  return openDirectory(folder);
}

const threads = async (source: Parameters<typeof studyInThreads>[0]) => studyInThreads(source, new EntryCache(join(await testFolder(), 'texts.sqlite')), 1);

it('several threads find what one finds, in the same order, texts and all', async () => {
  const source = await many(0);
  const file = join(await testFolder(), 'texts.sqlite');
  const [one, several] = [new EntryCache(), new EntryCache(file, 'of a model')];
  const alone = await openSnapshot(source, NOW, { cache: one });
  const shared = await openSnapshot(source, NOW, { cache: several, study: studyInThreads(source, several, 1) });
  expect(alone.entries.news.size).toBeGreaterThan(700);
  expect([...shared.entries.news.values()]).toEqual([...alone.entries.news.values()]);
  for (const entry of alone.entries.news.values()) expect(shared.body(entry)).toEqual(alone.body(entry));
  // Kept as this model's: whoever opens it again for the same one finds everything.
  const again = new EntryCache(file, 'of a model');
  for (const { path, version } of alone.entries.news.values()) expect(again.entry(path, version)).toBeDefined();
});

it('they tell the same findings', async () => {
  const source = await many(300);
  const findings = async (study?: ReturnType<typeof studyInThreads>) =>
    openSnapshot(source, NOW, study ? { study } : {}).then(() => [], (error: { findings: unknown[] }) => error.findings);
  const found = await findings(await threads(source));
  expect(found).toHaveLength(300);
  expect(found).toEqual(await findings());
});

it('a file that cannot be read ends the build with its cause, and no thread is left behind', async () => {
  const source = await many(0);
  const broken = { blob: async (version: string) => (Math.random() < 0.9 ? source.blob(version) : Promise.reject(new Error('the disk is gone'))) };
  await expect(openSnapshot(source, NOW, { study: await threads(broken) })).rejects.toThrow('the disk is gone');
});

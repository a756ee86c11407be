import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { git } from '../../../tests/fixtures/git.ts';
import { article } from '../../../tests/fixtures/sample.ts';
import { EDITOR, sampleStore } from '../../../tests/fixtures/store.ts';
import { publish } from '../workflow/publish.ts';
import { save } from '../workflow/save.ts';
import { setStatus } from '../workflow/set-status.ts';
import { Packing } from './packing.ts';

const DAY = 24 * 3_600_000;

it('packs while nobody writes, and neither readers, writers nor what is about to be saved notice', async () => {
  const { desk, repository } = await sampleStore();
  const { store } = desk;
  const log: string[] = [];
  const clock = { at: Date.now() };
  const packing = new Packing({ repository, now: () => clock.at, log: (line) => log.push(line), many: 60 });
  onTestFinished(() => packing.close());
  const loose = async () => (await Promise.all((await readdir(join(repository, 'objects'))).filter((name) => name.length === 2).map((name) => readdir(join(repository, 'objects', name))))).flat().length;
  const write = (id: string) => save(desk, EDITOR, { collection: 'news', id, isNew: true, media: [], files: [{ path: `content/news/2026/${id}.md`, raw: article(`第${id}篇`), base: null }] });
  const aged = async (version: string, days: number) => {
    const then = new Date(clock.at - days * DAY);
    await utimes(join(repository, 'objects', version.slice(0, 2), version.slice(2)), then, then);
  };

  const ids = Array.from({ length: 20 }, (_, n) => `2026-10-${10 + n}-0900`);
  for (const id of ids) await write(id);
  const [upload, forgotten, again] = await Promise.all(['刚传上来的', '三个星期前传的', '三个星期前传过，刚才又传的'].map((text) => store.blob(Buffer.from(text))));
  await aged(forgotten!, 21);
  await aged(again!, 21);
  await store.blob(Buffer.from('三个星期前传过，刚才又传的'));
  const heads = await store.refs('refs/heads/');
  const main = await store.main();

  expect(await packing.look()).toBe(false);
  expect(await loose()).toBeGreaterThan(60);
  clock.at += 11 * 60_000;
  // Somebody goes on writing while it packs.
  const [packed] = await Promise.all([packing.look(), write('2026-11-05-0900'), store.blob(Buffer.from('正在传的'))]);
  expect([packed, log]).toEqual([true, [expect.stringMatching(/^packed the repository: \d+ loose objects, \d+ packs/)]]);
  expect(await loose()).toBeLessThan(20);

  // The long-lived processes of before: objects that they have read, and those that they have not.
  expect(await store.main()).toEqual(main);
  for (const { commit } of heads) expect((await store.commit(commit))?.id).toBe(commit);
  for (const id of ids) expect((await store.file(`refs/heads/cms/news/${id}`, `content/news/2026/${id}.md`))?.bytes.toString()).toContain(`第${id}篇`);
  expect((await store.reader.get(upload!))?.bytes.toString()).toBe('刚传上来的');
  expect((await store.reader.get(again!))?.bytes.toString()).toContain('刚才又传的');
  git(repository, 'cat-file', '-e', upload!);
  expect(() => git(repository, 'cat-file', '-e', forgotten!)).toThrow();

  await setStatus(desk, EDITOR, { collection: 'news', id: ids[0]!, status: 'pending_publish' });
  await publish(desk, EDITOR, { collection: 'news', id: ids[0]! });
  for (const id of ['2026-11-06-0900', '2026-11-07-0900']) await write(id);
  expect(git(repository, 'fsck', '--strict', '--no-dangling')).toBe('');
  expect((await store.refs('refs/heads/cms/')).length).toBe(ids.length - 1 + 3);
});

it('loses and refuses nothing of what many people write while it packs again and again', async () => {
  const { desk, repository } = await sampleStore();
  const log: string[] = [];
  // Always quiet, always worth it: it packs without a pause.
  const packing = new Packing({ repository, now: () => Date.now(), log: (line) => log.push(line), idle: -DAY, many: -1 });
  onTestFinished(() => packing.close());
  /** What was acknowledged, and whether it was published. */
  const acknowledged = new Map<string, boolean>();
  const written = new AbortController();
  const write = async (writer: number) => {
    for (let n = 0; n < 16; n++) {
      const id = `2026-10-${10 + n}-0${900 + writer}`;
      await save(desk, EDITOR, { collection: 'news', id, isNew: true, media: [], files: [{ path: `content/news/2026/${id}.md`, raw: article(`第${id}篇`), base: null }] });
      acknowledged.set(id, false);
      if (n % 3) continue;
      await setStatus(desk, EDITOR, { collection: 'news', id, status: 'pending_publish' });
      await publish(desk, EDITOR, { collection: 'news', id });
      acknowledged.set(id, true);
    }
  };
  const packingOn = (async () => {
    let times = 0;
    while (!written.signal.aborted) times += Number(await packing.look());
    return times;
  })();
  await Promise.all([1, 2, 3, 4].map(write)).finally(() => written.abort());
  expect(await packingOn).toBeGreaterThan(1);
  expect(log.filter((line) => !line.startsWith('packed'))).toEqual([]);
  await packing.look();
  expect(acknowledged.size).toBe(64);
  for (const [id, published] of acknowledged) {
    const branch = published ? 'main' : `cms/news/${id}`;
    expect(git(repository, 'cat-file', 'blob', `refs/heads/${branch}:content/news/2026/${id}.md`)).toContain(`第${id}篇`);
  }
  for (const check of [['fsck', '--strict', '--no-dangling'], ['commit-graph', 'verify', '--no-progress']]) expect(git(repository, ...check)).toBe('');
});

it('writes the paths that each commit changes into the commit-graph, at once and again when something was written', async () => {
  const { desk, repository } = await sampleStore();
  const clock = { at: Date.now() };
  const log: string[] = [];
  const packing = new Packing({ repository, now: () => clock.at, log: (line) => log.push(line) });
  onTestFinished(() => packing.close());
  const graph = join(repository, 'objects/info/commit-graph');
  /** gitformat-commit-graph(5): the Bloom filters are the chunks BIDX and BDAT. */
  const told = async () => {
    const bytes = await readFile(graph);
    return { filters: ['BIDX', 'BDAT'].every((chunk) => bytes.subarray(0, 256).includes(chunk)), main: bytes.includes(Buffer.from((await desk.store.main()).id, 'hex')) };
  };
  await packing.look();
  expect(await told()).toEqual({ filters: true, main: true });

  const id = '2026-11-03-0900';
  await save(desk, EDITOR, { collection: 'news', id, isNew: true, media: [], files: [{ path: `content/news/2026/${id}.md`, raw: article('新的'), base: null }] });
  await setStatus(desk, EDITOR, { collection: 'news', id, status: 'pending_publish' });
  await publish(desk, EDITOR, { collection: 'news', id });
  await packing.look();
  expect(await told()).toEqual({ filters: true, main: false });
  // What a killed process left behind is in nobody's way for long.
  await writeFile(`${graph}.lock`, '');
  clock.at += 61 * 60_000;
  await utimes(graph, new Date(0), new Date(0));
  await packing.look();
  expect(await told()).toEqual({ filters: true, main: true });
  expect(git(repository, 'log', '--first-parent', '--format=%H', 'main', '--', `content/news/2026/${id}.md`).trim()).toBe((await desk.store.main()).id);
  expect(log).toEqual([]);
});

it('is broken off when the desk ends, with everything as it was', async () => {
  const { desk, repository } = await sampleStore();
  const log: string[] = [];
  const packing = new Packing({ repository, now: () => Date.now() + DAY, log: (line) => log.push(line), many: 0 });
  for (let n = 0; n < 50; n++) await desk.store.blob(Buffer.from(`第${n}个`));
  const looking = packing.look();
  await new Promise((resolve) => setTimeout(resolve, 30));
  await packing.close();
  await looking;
  expect(log.filter((line) => line.includes('failed'))).toEqual([]);
  expect(git(repository, 'fsck', '--strict', '--no-dangling')).toBe('');
});

import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CHECKOUT } from '../../tests/fixtures/compiled.ts';
import { Client, eventually, startTestDesk, type TestDesk } from '../../tests/fixtures/desk.ts';
import { testFolder } from '../../tests/fixtures/folder.ts';
import { git } from '../../tests/fixtures/git.ts';
import { cleanBuild, filesBelow, releasedPictures, releasedTree } from '../../tests/fixtures/release.ts';
import { article } from '../../tests/fixtures/sample.ts';
import { blobId } from '../../src/content/directory.ts';
import { openReleases } from './publishing/release/database.ts';
import { currentRelease } from './publishing/release/record.ts';

/** `npm run proof` asks for more. */
const KILLS = Number(process.env['YUNDUAN_KILLS'] ?? 20);
const ids = ['2026-11-16-1000', '2026-11-17-1500', '2026-11-18-0900'];
const pathOf = (id: string) => `content/news/2026/${id}.md`;

it(`survives kill -9 at ${KILLS} random moments of saving and publishing`, { timeout: 60_000 + KILLS * 30_000 }, async () => {
  const data = await testFolder();
  let desk: TestDesk = await startTestDesk(data);
  await new Client(desk.address).setUp(desk);
  /** The text of each entry that the desk acknowledged last: saved, and whether its publication was acknowledged too. */
  const saved = new Map<string, string>();
  const published = new Map<string, string>();
  const moment = { save: 0, publish: 0, idle: 0 };

  for (let kill = 0; kill < KILLS; kill++) {
    const client = await new Client(desk.address).signIn();
    let doing: keyof typeof moment = 'idle';
    const stop = new AbortController();
    const work = (async () => {
      for (let turn = 0; !stop.signal.aborted; turn++) {
        const id = ids[turn % ids.length]!;
        const raw = article(`第${kill}次第${turn}遍`, `正文${kill}-${turn}。`).replace('2026-11-01T09', `${id.slice(0, 10)}T09`);
        const { draft } = await client.act('draft', { collection: 'news', id });
        const base = draft ? (await client.act('draftFile', { collection: 'news', id, path: pathOf(id) })).version : (await client.act('entry', { path: pathOf(id) })).version;
        doing = 'save';
        await client.act('save', { collection: 'news', id, isNew: false, media: [], files: [{ path: pathOf(id), raw, base }] });
        saved.set(id, raw);
        if (turn % 2 === 0) continue;
        await client.act('setStatus', { collection: 'news', id, status: 'pending_publish' });
        doing = 'publish';
        await client.act('publish', { collection: 'news', id });
        published.set(id, raw);
      }
    })().catch((error: unknown) => {
      // Only what the kill itself does to a request is expected.
      if (!stop.signal.aborted) throw error;
    });
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 700));
    stop.abort();
    moment[doing] += 1;
    await desk.kill();
    await work;

    desk = await startTestDesk(data);
    const health = await (await fetch(`${desk.address}/healthz`)).json() as { ok: boolean; commit: string };
    expect(health.ok).toBe(true);
    const repository = `${data}/site.git`;
    expect(git(repository, 'fsck', '--strict', '--no-dangling')).toBe('');
    await eventually(async () => (await (await fetch(`${desk.address}/healthz`)).json() as { commit: string }).commit, (commit) => commit === git(repository, 'rev-parse', 'main').trim());
    const after = await new Client(desk.address).signIn();
    for (const [id, raw] of saved) {
      const { draft } = await after.act('draft', { collection: 'news', id });
      const stands = draft ? await after.act('draftFile', { collection: 'news', id, path: pathOf(id) }) : await after.act('entry', { path: pathOf(id) });
      // A later save that was not acknowledged may have got through; an acknowledged one must be in the history at least.
      const history = git(repository, 'log', '--all', '--format=', '--raw', '--no-abbrev', '-m', '--', pathOf(id));
      expect(stands.raw === raw || history.includes(blobId(Buffer.from(raw)))).toBe(true);
    }
    for (const [id, raw] of published) {
      const text = (await after.act('entry', { path: pathOf(id) })).raw ?? '';
      const number = (t: string) => Number(/第(\d+)次第(\d+)遍/.exec(t)?.slice(1).map((n) => n.padStart(4, '0')).join(''));
      expect(number(text)).toBeGreaterThanOrEqual(number(raw));
      const page = await (await fetch(`${desk.address}/news/${id}/`)).text();
      expect(page).toContain(/第\d+次第\d+遍/.exec(text)![0]);
      expect(page).toContain('</html>');
    }
  }
  // What is left after all of it is what a clean build of the commit gives, and the plain directory has followed.
  await eventually(async () => await (await fetch(`${desk.address}/healthz`)).text(), (text) => text.includes(git(`${data}/site.git`, 'rev-parse', 'main').trim()));
  const tree = join(await testFolder(), 'tree');
  git(data, 'clone', '--quiet', join(data, 'site.git'), tree);
  symlinkSync(join(CHECKOUT, 'node_modules'), join(tree, 'node_modules'));
  const database = openReleases(data);
  const { instant } = currentRelease(database)!;
  database.close();
  const clean = await cleanBuild(tree, Date.parse(instant));
  const released = new Map([...releasedTree(data), ...(await releasedPictures(data, join(data, 'site.git')))]);
  const different = (one: Map<string, Buffer>) => [...clean].filter(([name, bytes]) => !one.get(name)?.equals(bytes)).map(([name]) => name);
  expect([[...released.keys()].sort(), different(released)]).toEqual([[...clean.keys()].sort(), []]);
  await eventually(async () => different(filesBelow(join(data, 'public'))).join(), (names) => names === '', 60_000);
  process.stdout.write(`killed ${KILLS} times: ${JSON.stringify(moment)}\n`);
  // Both kinds of moment were really met.
  expect([moment.save > 0, moment.publish > 0]).toEqual([true, true]);
  expect(await desk.stop()).toBe(0);
});

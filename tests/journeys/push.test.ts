import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Release } from '../../cms/protocol/release.ts';
import { gitEnvironment } from '../../src/content/objects.ts';
import { openReleases } from '../../cms/desk/publishing/release/database.ts';
import { currentRelease } from '../../cms/desk/publishing/release/record.ts';
import { copyCheckout } from '../fixtures/checkout.ts';
import { CHECKOUT } from '../fixtures/compiled.ts';
import { Client, eventually, startTestDesk, type TestDesk } from '../fixtures/desk.ts';
import { testFolder } from '../fixtures/folder.ts';
import { git, writeFiles } from '../fixtures/git.ts';
import { cleanBuild, filesBelow, releasedPictures, releasedTree } from '../fixtures/release.ts';

const PATH = 'content/news/2026/2026-11-20-0930.md';
const PAGE = '/news/2026-11-20-0930/';

async function deskWithClone(checkout?: string) {
  const folder = await testFolder();
  const data = join(folder, 'data');
  const desk = await startTestDesk(data, {}, checkout);
  onTestFinished(async () => void (await desk.stop()));
  const work = join(folder, 'work');
  git(folder, 'clone', '--quiet', join(data, 'site.git'), work);
  const change = (path: string, edit: (text: string) => string) => {
    writeFiles(work, { [path]: edit(existsSync(join(work, path)) ? readFileSync(join(work, path), 'utf8') : '') });
    git(work, 'add', '-A', '-f');
    git(work, 'commit', '--quiet', '-m', '修改');
  };
  const push = () => spawnSync('git', ['push', 'origin', 'main'], { cwd: work, env: gitEnvironment(), encoding: 'utf8' });
  return { folder, data, desk, work, change, push };
}
const page = async (desk: TestDesk, path: string) => (await fetch(desk.address + path)).text();
const releases = async (client: Client) => ((await (await client.request('/admin/api/releases')).json()) as { releases: Release[] }).releases;

describe('a git push to the desk’s repository', () => {
  it('of content is public when Git returns, and says so', async () => {
    const { desk, change, push } = await deskWithClone();
    change(PATH, (text) => text.replace(/^title: .*$/m, 'title: 推送来的新标题'));
    const { status, stderr } = push();
    expect(stderr).toContain('已发布 / published');
    expect(status).toBe(0);
    expect(await page(desk, PAGE)).toContain('推送来的新标题</h1>');
    expect(await page(desk, '/')).toContain('推送来的新标题');
  });

  it('that touches anything else is refused with the commands that upgrade, and nothing of it is run or served', async () => {
    const { desk, change, push, data } = await deskWithClone();
    const before = git(join(data, 'site.git'), 'rev-parse', 'main');
    change('src/pages/index.astro', () => '<h1>被改的首页</h1>');
    change(PATH, (text) => text.replace(/^title: .*$/m, 'title: 夹带的标题'));
    const { status, stderr } = push();
    expect(stderr).toContain('src/pages/index.astro：推送只能改 content/ 里的内容');
    expect(stderr).toContain('git pull && npm ci');
    expect(status).toBe(1);
    expect(git(join(data, 'site.git'), 'rev-parse', 'main')).toBe(before);
    expect(await page(desk, PAGE)).not.toContain('夹带的标题');
  });

  it('of a bad entry leaves the last release in service, tells every problem, and the next good push heals it', async () => {
    const { desk, change, push } = await deskWithClone();
    const client = await new Client(desk.address).setUp(desk);
    const good = (await releases(client))[0]!;
    change(PATH, (text) => text.replace(/^channel: .*$/m, 'channel: 没有的栏目\ntitel: x'));
    const { stderr, status } = push();
    expect(status).toBe(0);
    for (const part of ['没有发布，公众看到的仍是上一版', PATH, '“栏目”须为其中之一', '是不是 “title”？', '应形如：']) expect(stderr).toContain(part);
    const after = await releases(client);
    expect([after[0]!.id, after[1]!.state, after[1]!.failure?.zh.includes(PATH)]).toEqual([good.id, 'failed', true]);
    expect((await fetch(`${desk.address}/healthz`)).status).toBe(200);
    expect(await page(desk, PAGE)).toContain('</html>');
    change(PATH, (text) => text.replace('channel: 没有的栏目\ntitel: x', 'channel: 改革动态').replace(/^title: .*$/m, 'title: 已经改好'));
    expect(push().stderr).toContain('已发布 / published');
    expect(await page(desk, PAGE)).toContain('已经改好');
    expect((await releases(client)).map(({ state }) => state)).toEqual(['current', 'superseded']);
  });
});

describe('the desk over time', () => {
  it('continues with the same data after Ctrl-C, and publishes what was pushed while it was off', async () => {
    const folder = await testFolder();
    const data = join(folder, 'data');
    const first = await startTestDesk(data);
    await new Client(first.address).setUp(first);
    expect(await first.stop()).toBe(0);
    const work = join(folder, 'work');
    git(folder, 'clone', '--quiet', join(data, 'site.git'), work);
    writeFiles(work, { [PATH]: readFileSync(join(work, PATH), 'utf8').replace(/^title: .*$/m, 'title: 停机时推送') });
    git(work, 'commit', '--quiet', '-am', '停机时');
    git(work, 'push', '--quiet', 'origin', 'main');
    const second = await startTestDesk(data);
    onTestFinished(async () => void (await second.stop()));
    expect(second.setUpLink).toBeUndefined();
    await new Client(second.address).signIn();
    expect(await page(second, PAGE)).toContain('停机时推送');
  });

  it('is one for a data directory: a second one says so and ends', async () => {
    const { data } = await deskWithClone();
    await expect(startTestDesk(data)).rejects.toThrow(/another desk is running on this data directory/);
  });

  it('renders everything with new templates after an update and a restart, and commits them', async () => {
    const checkout = copyCheckout(await testFolder());
    const data = join(await testFolder(), 'data');
    const first = await startTestDesk(data, {}, checkout);
    expect(await first.stop()).toBe(0);
    const file = 'src/pages/404.astro';
    writeFiles(checkout, { [file]: readFileSync(join(checkout, file), 'utf8').replace(/<h1>[^<]*<\/h1>/, '<h1>更新后的模板</h1>') });
    const second = await startTestDesk(data, {}, checkout);
    onTestFinished(async () => void (await second.stop()));
    expect(await page(second, '/no-such-page/')).toContain('更新后的模板');
    expect(git(join(data, 'site.git'), 'log', '-1', '--format=%s', 'main')).toBe('更新模板与程序\n');
    expect(git(join(data, 'site.git'), 'show', `main:${file}`)).toContain('更新后的模板');
  });

  it('keeps the last release in service when new templates do not compile', async () => {
    const checkout = copyCheckout(await testFolder());
    const data = join(await testFolder(), 'data');
    await (await startTestDesk(data, {}, checkout)).stop();
    writeFiles(checkout, { 'src/pages/404.astro': '---\nconst = broken\n---\n' });
    const second = await startTestDesk(data, {}, checkout);
    onTestFinished(async () => void (await second.stop()));
    expect(second.output()).toContain('the last release stays');
    expect(await page(second, PAGE)).toContain('</html>');
    expect((await fetch(`${second.address}/healthz`)).status).toBe(200);
  });
});

it('what is public is byte for byte what a clean astro build of that commit gives (search data apart), and so is the plain directory', async () => {
  const { desk, data } = await deskWithClone();
  const database = openReleases(data);
  const { commit, instant } = currentRelease(database)!;
  database.close();
  expect(((await (await fetch(`${desk.address}/healthz`)).json()) as { commit: string }).commit).toBe(commit);
  const clean = await testFolder();
  git(clean, 'clone', '--quiet', join(data, 'site.git'), 'tree');
  const tree = join(clean, 'tree');
  git(tree, 'checkout', '--quiet', commit);
  symlinkSync(join(CHECKOUT, 'node_modules'), join(tree, 'node_modules'));
  const built = await cleanBuild(tree, Date.parse(instant));
  const released = new Map([...releasedTree(data), ...(await releasedPictures(data, join(data, 'site.git')))]);
  expect([...released.keys()].sort()).toEqual([...built.keys()].sort());
  const different = (one: Map<string, Buffer>) => [...built].filter(([name, bytes]) => !one.get(name)?.equals(bytes)).map(([name]) => name);
  expect(different(released)).toEqual([]);
  // The plain directory follows, with its pictures; while it is written, files come and go under one's hands.
  const behind = async (): Promise<string[]> => {
    try {
      return different(filesBelow(join(data, 'public')));
    } catch (error) {
      return [String(error)];
    }
  };
  await eventually(behind, (names) => names.length === 0, 60_000);
});

it('starts from a source tree without .git', async () => {
  const folder = await testFolder();
  const tree = copyCheckout(join(folder, 'tree'));
  const desk = await startTestDesk(join(folder, 'data'), {}, tree);
  onTestFinished(async () => void (await desk.stop()));
  expect(await page(desk, PAGE)).toContain('黄南工会改革');
});

it('answers readers without an error while releases change', async () => {
  const { desk, change, push } = await deskWithClone();
  const stop = new AbortController();
  const seen = new Set<number>();
  let broken = 0;
  const readers = Array.from({ length: 8 }, async () => {
    while (!stop.signal.aborted) {
      const response = await fetch(desk.address + PAGE);
      seen.add(response.status);
      if (!(await response.text()).includes('</html>')) broken += 1;
    }
  });
  for (let i = 0; i < 5; i++) {
    change(PATH, (text) => text.replace(/^title: .*$/m, `title: 第${i}版`));
    push();
  }
  stop.abort();
  await Promise.all(readers);
  expect([[...seen], broken]).toEqual([[200], 0]);
  await eventually(() => page(desk, PAGE), (text) => text.includes('第4版'));
});

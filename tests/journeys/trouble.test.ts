import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Releases } from '../../cms/protocol/release.ts';
import { gitEnvironment } from '../../src/content/objects.ts';
import { Client, eventually, startTestDesk, type TestDesk } from '../fixtures/desk.ts';
import { testFolder } from '../fixtures/folder.ts';
import { git, writeFiles } from '../fixtures/git.ts';

const PATH = 'content/news/2026/2026-11-20-0930.md';
const PAGE = '/news/2026-11-20-0930/';
const page = async (desk: TestDesk, path: string) => (await fetch(desk.address + path)).text();
const commitOf = async (desk: TestDesk) => ((await (await fetch(`${desk.address}/healthz`)).json()) as { commit: string }).commit;
const root = process.getuid?.() === 0;

/** A small disk of its own: a file system in memory, which only root can make. */
function smallDisk(folder: string, megabytes: number): string {
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}

it.skipIf(!root)('a disk that fills up stops a publication with its cause, readers keep the last release, and space heals it', async () => {
  const folder = await testFolder();
  const disk = smallDisk(join(folder, 'disk'), 96);
  // What is served lies on the small disk; the repository does not, so that a push gets in and its publication fails.
  const data = join(folder, 'data');
  mkdirSync(data);
  for (const room of ['releases', 'cache']) {
    mkdirSync(join(disk, room));
    execFileSync('ln', ['-s', join(disk, room), join(data, room)]);
  }
  const desk = await startTestDesk(data);
  onTestFinished(async () => void (await desk.stop()));
  const client = await new Client(desk.address).setUp(desk);
  const work = join(folder, 'work');
  git(folder, 'clone', '--quiet', join(data, 'site.git'), work);
  const push = (title: string) => {
    // Every article is large, so that the publication needs more than the rest of a page.
    writeFiles(work, { [PATH]: readFileSync(join(work, PATH), 'utf8').replace(/^title: .*$/m, `title: ${title}`).replace(/\n*$/, `\n\n${'高原上的风很大。'.repeat(8000)}\n`) });
    git(work, 'commit', '--quiet', '-am', title);
    return spawnSync('git', ['push', 'origin', 'main'], { cwd: work, env: gitEnvironment(), encoding: 'utf8' }).stderr;
  };
  // The last bytes go too: what SQLite has set aside is used up by the first try.
  const fill = () => {
    for (const size of ['1M', '64k', '4k']) spawnSync('dd', ['if=/dev/zero', `of=${join(disk, `full-${size}`)}`, `bs=${size}`], { stdio: 'ignore' });
  };
  await eventually(() => page(desk, '/pagefind/pagefind.js'), (text) => text.includes('pagefind'));
  fill();
  const before = await commitOf(desk);
  const said = push('满了也要写');
  expect(said).toContain('服务器的磁盘满了，没有发布，公众看到的仍是上一版');
  const { releases } = (await (await client.request('/admin/api/releases')).json()) as Releases;
  expect(releases.find(({ state }) => state === 'failed')?.failure?.en).toMatch(/disk of the data directory is full/);
  expect(await commitOf(desk)).toBe(before);
  expect(await page(desk, PAGE)).not.toContain('满了也要写');
  for (const path of ['/', '/news/', PAGE, '/search/', '/feed.xml']) expect((await fetch(desk.address + path)).status).toBe(200);
  for (const size of ['1M', '64k', '4k']) rmSync(join(disk, `full-${size}`), { force: true });
  expect(push('有地方了')).toContain('已发布 / published');
  expect(await page(desk, PAGE)).toContain('有地方了');
});

it('commits that arrive while a publication runs are taken together, and two hundred readers meet no error and no dead link meanwhile', { timeout: 300_000 }, async () => {
  const folder = await testFolder();
  const data = join(folder, 'data');
  const desk = await startTestDesk(data);
  onTestFinished(async () => void (await desk.stop()));
  const client = await new Client(desk.address).setUp(desk);
  const repository = join(data, 'site.git');
  const COMMITS = 100;
  const stop = new AbortController();
  const wrong = new Set<string>();
  let answered = 0;
  const get = async (path: string): Promise<string> => {
    const response = await fetch(desk.address + path, { redirect: 'manual' });
    const text = await response.text();
    answered += 1;
    if (response.status !== 200) wrong.add(`${path}: ${response.status}`);
    if (response.headers.get('content-type')?.startsWith('text/html') && !text.includes('</html>')) wrong.add(`${path}: cut off`);
    return text;
  };
  /** Whatever a page of this site shows or leads to. */
  const linked = (html: string): string[] =>
    [...html.matchAll(/(?:href|src)="(\/[^"#?]*)/g)].map((match) => match[1]!).filter((path) => !path.startsWith('/search/') && !path.startsWith('/admin'));
  const readers = Array.from({ length: 200 }, async (_, n) => {
    for (let turn = n; !stop.signal.aborted; turn++) {
      const links = linked(await get(['/', '/news/', PAGE, '/news/2026/11/'][turn % 4]!));
      await get(links[turn % links.length]!);
    }
  });
  // Commits as fast as Git makes them: each a new article, which the home page and its neighbours link to at once.
  let parent = git(repository, 'rev-parse', 'main').trim();
  for (let n = 0; n < COMMITS; n++) {
    const text = readFileSync(join(process.cwd(), PATH), 'utf8').replace(/^title: .*$/m, `title: 第${n}号新稿`).replace('2026-11-20T09:30', `2026-11-21T${String(8 + Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`);
    const path = `content/news/2026/2026-11-21-k${n}.md`;
    const input = `commit refs/heads/main\ncommitter 示例 <a@example.invalid> ${1_700_000_000 + n} +0800\ndata 1\nx\nfrom ${parent}\nM 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\ndone\n`;
    execFileSync('git', ['--git-dir', repository, 'fast-import', '--quiet', '--done'], { input, env: gitEnvironment() });
    parent = git(repository, 'rev-parse', 'main').trim();
    // Every fourth waits for its publication, the others arrive while one runs.
    if (n % 4 === 0) await eventually(() => commitOf(desk), (commit) => commit === parent, 60_000);
  }
  await eventually(() => commitOf(desk), (commit) => commit === parent, 60_000);
  stop.abort();
  await Promise.all(readers);
  const { releases } = (await (await client.request('/admin/api/releases')).json()) as Releases;
  expect([...wrong]).toEqual([]);
  expect(answered).toBeGreaterThan(1000);
  expect(await page(desk, '/')).toContain(`第${COMMITS - 1}号新稿`);
  expect(releases.every(({ state }) => state !== 'failed')).toBe(true);
  process.stdout.write(`${COMMITS} commits, ${releases.length} kept releases, ${answered} answers to 200 readers\n`);
  expect(existsSync(join(data, 'public/news/2026-11-21-k99/index.html')) || (await eventually(async () => existsSync(join(data, 'public/news/2026-11-21-k99/index.html')), Boolean))).toBe(true);
});

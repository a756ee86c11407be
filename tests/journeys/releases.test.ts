import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Releases } from '../../cms/protocol/release.ts';
import { gitEnvironment } from '../../src/content/objects.ts';
import { barriers } from '../fixtures/barriers.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { Client, PASSWORD, startTestDesk, type TestDesk } from '../fixtures/desk.ts';
import { git, writeFiles } from '../fixtures/git.ts';

const KEY = { collection: 'news', id: '2026-11-20-0930' };
const PATH = 'content/news/2026/2026-11-20-0930.md';
const PAGE = '/news/2026-11-20-0930/';
const RECORDS = '/admin/releases/';

let folder: string;
let desk: TestDesk;
let editor: Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yunduan-releases-'));
  desk = await startTestDesk(join(folder, 'data'));
  editor = await new Client(desk.address).setUp(desk);
});
afterAll(async () => {
  await desk.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const read = async (path: string) => (await fetch(desk.address + path)).text();
const releases = async () => (await (await editor.request('/admin/api/releases')).json()) as Releases;

/** Publishes the article under another title, as an editor does. */
async function publishTitle(title: string) {
  const { raw, version } = await editor.act('entry', { path: PATH });
  await editor.act('save', { ...KEY, isNew: false, files: [{ path: PATH, raw: raw!.replace(/^title: .*$/m, `title: ${title}`), base: version }], media: [] });
  await editor.act('setStatus', { ...KEY, status: 'pending_publish' });
  return editor.act('publish', KEY);
}

/** A signed-in person's page, whose console errors fail the test unless they are expected. */
async function openRecords(expected = /401/, width?: number): Promise<Page> {
  const context = await openBrowser(width);
  const errors: string[] = [];
  const page = context.pages()[0] ?? (await context.newPage());
  const note = (text: string) => expected.test(text) || errors.push(text);
  page.on('console', (message) => void (message.type() === 'error' && note(message.text())));
  page.on('pageerror', (error) => void note(String(error)));
  onTestFinished(async () => {
    await context.close();
    expect(errors).toEqual([]);
  });
  await page.goto(desk.address + RECORDS);
  await page.getByLabel('用户名').fill('editor');
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL(desk.address + RECORDS);
  await page.getByRole('heading', { name: '发布记录' }).waitFor();
  return page;
}

const item = (page: Page, title: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: title }) }).first();
const now = (page: Page) => page.getByRole('region', { name: '公众现在看到的' });
const held = (page: Page) => page.getByRole('region', { name: '网站停在一个较早的版本上' });

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const label = () => page.evaluate(() => {
    const { activeElement: on } = document;
    return (on?.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id)?.textContent).join(' ') ?? on?.textContent) ?? '';
  });
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    if (name.test(await label())) return;
  }
  throw new Error(`Tab does not come to ${name}`);
}

describe('the record of what was published', () => {
  it('is for signed-in people, whom the sign-in page leads back to it', async () => {
    for (const path of ['/admin/releases', RECORDS, '/admin/releases/index.html']) {
      const response = await fetch(desk.address + path);
      expect([new URL(response.url).pathname, (await response.text()).includes('发布记录')]).toEqual(['/admin/signin/', false]);
    }
    const page = await openRecords();
    expect(await page.title()).toBe('发布记录 · 云端编务台');
  });

  it('tells an editor what changed and why, and is found from Decap', async () => {
    await publishTitle('示例：改过的标题');
    const page = await openRecords();
    await page.getByRole('link', { name: '回编务台' }).click();
    await page.getByRole('link', { name: '发布记录' }).click();
    await page.waitForURL(desk.address + RECORDS);
    await now(page).getByText('发布：示例：改过的标题').waitFor();
    const text = await now(page).innerText();
    for (const part of ['示例编辑', /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d，内容按这一刻显示/, /共 \d+ 页/, /已经能搜到这一版|搜索数据正在更新/]) expect(text).toMatch(part);
    const changed = item(page, '发布：示例：改过的标题');
    expect(await changed.innerText()).toMatch(/现在公开[\s\S]*内容或时间变化\s+重新生成 \d+ 个文件/);
    expect(await page.getByRole('listitem').last().innerText()).toContain('首次发布');
    await changed.getByText('改了哪些页面，为什么').click();
    const reasons = changed.getByRole('listitem');
    expect(await reasons.filter({ has: page.getByRole('link', { name: '改革动态 2026-11-20-0930' }) }).innerText()).toContain('条目改了');
    expect(await reasons.filter({ has: page.getByRole('link', { name: '首页' }) }).innerText()).toContain('改革动态列表变了');
    expect(await changed.getByRole('button', { name: '恢复到这个版本' }).count()).toBe(0);
    await changed.getByRole('link', { name: '改革动态 2026-11-20-0930' }).click();
    await page.getByRole('heading', { level: 1, name: '示例：改过的标题' }).waitFor();
  });

  it('takes the public back to an earlier version, keeps what is published meanwhile, and lets it go', async () => {
    await publishTitle('示例：先前的说法');
    await publishTitle('示例：写错了的说法');
    const page = await openRecords();
    await item(page, '发布：示例：先前的说法').getByRole('button', { name: '恢复到这个版本' }).click();
    const dialog = page.getByRole('dialog', { name: '恢复到这个版本？' });
    for (const part of ['示例：先前的说法', '按现在的时间重新生成', '撤下的名单不会重新出现', '恢复更新']) expect(await dialog.innerText()).toContain(part);
    await dialog.getByRole('button', { name: '先不恢复' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect([(await releases()).hold, (await read(PAGE)).includes('示例：写错了的说法')]).toEqual([null, true]);

    await item(page, '发布：示例：先前的说法').getByRole('button', { name: '恢复到这个版本' }).click();
    await dialog.getByRole('button', { name: '恢复到这个版本' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByRole('status').innerText()).toContain('已经恢复，公众现在看到的是“发布：示例：先前的说法”');
    expect(await held(page).innerText()).toMatch(/示例编辑 于 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d 恢复了“发布：示例：先前的说法”/);
    expect(await now(page).innerText()).toContain('示例：先前的说法');
    expect(await page.getByRole('listitem').first().innerText()).toContain('恢复较早的版本');
    expect(await read(PAGE)).toContain('示例：先前的说法</h1>');

    const received = await publishTitle('示例：改好了的说法');
    expect([received.published, received.failure?.zh]).toEqual([false, expect.stringContaining('恢复更新')]);
    expect(await read(PAGE)).toContain('示例：先前的说法</h1>');

    await held(page).getByRole('button', { name: '恢复更新' }).click();
    await held(page).waitFor({ state: 'detached' });
    expect(await read(PAGE)).toContain('示例：改好了的说法</h1>');
    await now(page).getByText('发布：示例：改好了的说法').waitFor();
    await page.getByText('已经恢复更新，公众现在看到的是最新的内容。').waitFor();
  });

  it('is done by the keyboard alone', async () => {
    await publishTitle('示例：键盘之前');
    await publishTitle('示例：键盘之后');
    const page = await openRecords();
    await now(page).getByText('示例：键盘之后').waitFor();
    await tabTo(page, /恢复到这个版本.*示例：键盘之前/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    // The focus is back where it was.
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, /^恢复到这个版本$/);
    await page.keyboard.press('Enter');
    await held(page).waitFor();
    expect(await read(PAGE)).toContain('示例：键盘之前</h1>');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // The focus has come to what is new: its button is next.
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('恢复更新');
    await page.keyboard.press('Enter');
    await held(page).waitFor({ state: 'detached' });
    expect(await read(PAGE)).toContain('示例：键盘之后</h1>');
  });

  it('follows what happens, and leaves the focus and what is unfolded where they are', async () => {
    await publishTitle('示例：刚才打开着的');
    const page = await openRecords();
    const earlier = item(page, '发布：示例：刚才打开着的');
    await earlier.locator('summary').click();
    await publishTitle('示例：别人刚刚发布的');
    await now(page).getByText('示例：别人刚刚发布的').waitFor();
    // Another version is public now, so this one can be restored, and is not shut.
    await earlier.getByRole('button', { name: '恢复到这个版本' }).waitFor();
    expect(await earlier.locator('details').getAttribute('open')).toBe('');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('改了哪些页面');
    expect(await earlier.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  });

  it('says of what a publication failed until one succeeds', async () => {
    const work = join(folder, 'work');
    git(folder, 'clone', '--quiet', join(folder, 'data/site.git'), work);
    const push = async (edit: (text: string) => string) => {
      writeFiles(work, { [PATH]: edit(await readFile(join(work, PATH), 'utf8')) });
      git(work, 'commit', '--quiet', '-am', '改栏目');
      return spawnSync('git', ['push', 'origin', 'main'], { cwd: work, env: gitEnvironment(), encoding: 'utf8' });
    };
    await push((text) => text.replace(/^channel: .*$/m, 'channel: 没有的栏目'));
    const page = await openRecords();
    const failure = page.getByRole('region', { name: '最近一次发布没有成功' });
    expect(await failure.innerText()).toMatch(/公众看到的仍是下面这一版[\s\S]*内容有 1 处问题，未发布：\n.*2026-11-20-0930\.md\n.*“栏目”须为其中之一/);
    const cause = failure.getByText(/1 content error/);
    expect(await cause.isVisible()).toBe(false);
    await failure.getByText('给管理员看的原因').click();
    expect(await cause.isVisible()).toBe(true);
    expect(await barriers(page)).toEqual([]);

    // The way back stays open, and from there the way on to what fails is told as such.
    await page.getByRole('button', { name: /恢复到这个版本/ }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: '恢复到这个版本' }).click();
    await held(page).getByRole('button', { name: '恢复更新' }).click();
    await page.getByText('最新的内容没有能公开，原因见下。').waitFor();
    await failure.waitFor();
    expect(await read(PAGE)).toContain('</html>');

    await push((text) => text.replace('channel: 没有的栏目', 'channel: 改革动态'));
    await failure.waitFor({ state: 'detached' });
  });

  it('passes axe and fits in both colour schemes, while an earlier version is held and the dialog is open', async () => {
    const page = await openRecords();
    await now(page).waitFor();
    expect(await barriers(page)).toEqual([]);
    const earlier = page.getByRole('button', { name: /恢复到这个版本/ }).first();
    await earlier.click();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '恢复到这个版本' }).click();
    await held(page).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('summary').first().click();
    expect(await barriers(page)).toEqual([]);
    await held(page).getByRole('button', { name: '恢复更新' }).click();
    await held(page).waitFor({ state: 'detached' });
  });
});

describe('what the desk seldom says', () => {
  /** Answers a request of the page in the desk's place. */
  const answer = (page: Page, address: string, body: object, status = 200) => page.route(`**${address}`, (route) => route.fulfill({ status, json: body }));

  it('nothing is published yet', async () => {
    const page = await openRecords();
    await answer(page, '/admin/api/releases', { releases: [], hold: null, searchable: false });
    await page.reload();
    await page.getByText('还没有发布过').waitFor();
    expect(await page.getByRole('heading', { level: 2 }).filter({ visible: true }).count()).toBe(0);
  });

  it('time changes the public pages next, and search has not caught up', async () => {
    const page = await openRecords();
    const told = await releases();
    const nextChange = new Date(Date.now() + 3 * 86_400_000).toISOString();
    await answer(page, '/admin/api/releases', { ...told, searchable: false, releases: [{ ...told.releases[0], nextChange }, ...told.releases.slice(1)] });
    await page.reload();
    await now(page).waitFor();
    expect(await now(page).innerText()).toMatch(/搜索数据正在更新[\s\S]*（大约 3 天后），有内容到了时间，网站会自己更新/);
  });

  it('an earlier version cannot be made again: the reason is said, and nothing has changed', async () => {
    const page = await openRecords();
    let answerNow = () => {};
    const asked = new Promise<void>((resolve) => (answerNow = resolve));
    await page.route('**/admin/api/releases/restore', async (route) => {
      await asked;
      await route.fulfill({ json: { published: false, failure: { zh: '页面 / 的模板出错，没有发布\n请把这句话告诉管理员', en: 'x' } } });
    });
    await page.getByRole('button', { name: /恢复到这个版本/ }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '恢复到这个版本' }).click();
    await dialog.getByText('正在恢复').waitFor();
    // What is under way stays in sight.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await dialog.getByRole('button').evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-disabled')))).toEqual(['true', 'true']);
    answerNow();
    await dialog.getByText(/模板出错，没有发布/).waitFor();
    await dialog.getByRole('button', { name: '再试一次' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: '先不恢复' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await held(page).count()).toBe(0);
  });

  it('the desk is away, or the session is over: the page keeps what it has read, and says what to do', async () => {
    const page = await openRecords(/401|502|ERR_INTERNET_DISCONNECTED/);
    await now(page).waitFor();
    await page.context().setOffline(true);
    const again = page.getByRole('button', { name: '再试一次' });
    await again.waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(/连不上编务台.*下面是最后一次读到的情况/);
    expect(await now(page).isVisible()).toBe(true);
    await again.click();
    await page.context().setOffline(false);
    await again.click();
    await page.getByText('已经连上。').waitFor();
    expect(await again.count()).toBe(0);
    await answer(page, '/admin/api/releases', { error: '登录已过期，请在新标签页重新登录后再点保存', code: 'signed-out' }, 401);
    await page.getByRole('alert').getByText('登录已过期，请重新登录。').waitFor();
    expect(await page.getByRole('link', { name: '去登录' }).getAttribute('href')).toBe('/admin/signin/?next=%2Fadmin%2Freleases%2F');
    // A proxy's own page while the desk restarts, at a page that has read nothing yet.
    await page.unroute('**/admin/api/releases');
    await page.route('**/admin/api/releases', (route) => route.fulfill({ status: 502, body: '<h1>Bad Gateway</h1>' }));
    await page.reload();
    await page.getByRole('alert').getByText(/^连不上编务台.*重启。$/).waitFor();
    expect(await page.getByText('正在读取').count()).toBe(0);
    await page.unroute('**/admin/api/releases');
    await again.click();
    await now(page).waitFor();
  });
});

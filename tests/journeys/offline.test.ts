import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { siteToBuild } from '../fixtures/rebuilt-site.ts';
import { eventually } from '../fixtures/desk.ts';
import { article } from '../fixtures/sample.ts';
import { serveFolder } from '../fixtures/static-server.ts';

const READ = '/news/2026-11-19-1900/';
/** Of our own content, with a cover. */
const COVERED = '/news/2026-11-20-0930/';
const UNREAD = '/news/2026-11-18-1900/';
const LIST = '/notices/2026-11-19-1000/';
const SITE = 'name: 示例网站\ntagline: 示例介绍\naddress: https://site.example\nowner: 示例单位\n';
const news = (path: string, title: string, body: string, more = '') => ({ [`content/news/2026/${path.slice(6, -1)}.md`]: article(title, body, more).replace('2026-11-01T09', `${path.slice(6, 16)}T19`) });
const CONTENT = {
  'content/settings/site.yml': SITE,
  ...news(READ, '读过的文章', '第一版的正文。'),
  ...news(UNREAD, '没读过的文章', '没读过的正文。'),
  'content/notices/2026/2026-11-19-1000.md': '---\ntitle: 拟资助名单公示\nkind: 公示\nsample: true\ndate: 2026-11-19T10:00:00+08:00\nstarts: 2026-11-19\nends: 2026-11-26\noffice: 示例部门\nnames: [{ name: 欧阳**, unit: 示例单位 }]\nsource: 示例\nsummary: 示例\n---\n正文。\n',
};

let folder: string;
let build: ReturnType<typeof siteToBuild>;
let context: BrowserContext;
let page: Page;
let address: string;
let port: number;
let close: (() => void) | undefined;

/** Puts the site on the net again: a host that lets browsers keep everything for an hour, as some do. */
async function online(): Promise<void> {
  const server = await serveFolder(join(folder, 'dist'), { port: port ?? 0, headers: { 'cache-control': 'public, max-age=3600' } });
  [address, close, port] = [server.address, server.close, Number(new URL(server.address).port)];
}
function offline(): void {
  close?.();
  close = undefined;
}
const keptPaths = () => page.evaluate(async () => (await (await caches.open('yunduan-pages')).keys()).map(({ url }) => new URL(url).pathname).sort());
const text = async () => (await page.getByRole('main').innerText()).replace(/\s+/g, ' ');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yunduan-offline-'));
  build = siteToBuild(folder);
  build(CONTENT);
  await online();
  context = await openBrowser(360, 740);
  page = await context.newPage();
});
afterAll(async () => {
  await context.close();
  offline();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

// One story: what a browser keeps goes with it from step to step.
it('an article that was read is read again without a network, with the services and no page that was not read', async () => {
  await page.goto(address + READ);
  const kept = await eventually(keptPaths, (paths) => paths.includes(READ) && paths.includes('/services/zhuxue/') && paths.includes('/offline/'), 60_000);
  expect(kept).not.toContain('/');
  offline();
  await page.goto(address + READ);
  expect(await text()).toContain('第一版的正文。');
  expect(await page.getByRole('status').innerText()).toMatch(/现在没有网络。这是\d+年\d+月\d+日存下的页面/);
  expect(await page.evaluate(() => getComputedStyle(document.querySelector('.masthead')!).backgroundColor)).toBe('rgb(140, 35, 22)');
  await page.goto(`${address}/services/zhuxue/`);
  expect(await text()).toContain('5000元');
  await page.goto(address + UNREAD);
  expect(await text()).toContain('刚才要打开的页面没有存下来');
  const links = page.getByRole('main').locator('[data-kept=list] a');
  const listed = await eventually(() => links.allTextContents(), (titles) => titles.length > 0);
  expect(listed).toEqual(expect.arrayContaining(['读过的文章', '金秋助学', '医疗互助']));
  await links.filter({ hasText: '读过的文章' }).click();
  expect(await text()).toContain('第一版的正文。');
});

it('its pictures are there, too, also those that came before anything was there to keep them', async () => {
  const other = await openBrowser(360, 740);
  try {
    await online();
    const tab = await other.newPage();
    await tab.goto(address + COVERED);
    await eventually(() => tab.evaluate(async () => (await (await caches.open('yunduan-images')).keys()).length), (count) => count > 0, 60_000);
    offline();
    await tab.goto(address + COVERED);
    expect(await tab.evaluate(() => (document.querySelector('.cover img') as HTMLImageElement).decode().then(() => true, () => false))).toBe(true);
  } finally {
    offline();
    await other.close();
  }
});

it('whoever has a network gets the newest, whatever was kept or cached', async () => {
  build(news(READ, '读过的文章', '第二版的正文。'));
  await online();
  await page.goto(address + READ);
  expect(await text()).toContain('第二版的正文。');
  expect(await page.getByRole('status').count()).toBe(0);
  await eventually(() => page.evaluate(async (path) => (await (await caches.open('yunduan-pages')).match(path))!.text(), READ), (html) => html.includes('第二版的正文。'));
  offline();
  await page.goto(address + READ);
  expect(await text()).toContain('第二版的正文。');
  await online();
});

it('a page with a day on which something leaves the public is not kept, nor is what was withdrawn, nor anything of the desk', async () => {
  await page.goto(address + LIST);
  expect(await text()).toContain('欧阳**');
  await page.goto(`${address}/admin/`);
  build(news(READ, '读过的文章', '第二版的正文。', "withdrawn: { at: '2026-11-20T10:00:00+08:00', reason: 数字有误 }\n"));
  await page.goto(address + READ);
  expect(await text()).toContain('数字有误');
  const kept = await eventually(keptPaths, (paths) => !paths.includes(READ));
  expect(kept.filter((path) => path === LIST || path.startsWith('/admin'))).toEqual([]);
  offline();
  await page.goto(address + LIST);
  expect(await text()).toContain('刚才要打开的页面没有存下来');
  expect(await text()).not.toContain('拟资助名单公示');
  await page.goto(address + READ);
  expect(await text()).not.toContain('第二版');
  await online();
});

it('a reader clears what is kept', async () => {
  await page.goto(address + UNREAD);
  await eventually(keptPaths, (paths) => paths.includes(UNREAD));
  await page.goto(`${address}/offline/`);
  await page.getByRole('button', { name: '清除存下的页面' }).click();
  await page.getByText('现在还没有存下页面').waitFor();
  expect((await keptPaths()).filter((path) => path !== '/offline/')).toEqual([]);
});

it('switched off by its setting, it goes from browsers that had it, with everything that was kept', async () => {
  await page.goto(address + UNREAD);
  await eventually(keptPaths, (paths) => paths.includes(UNREAD));
  build({ 'content/settings/site.yml': `${SITE}offlineOff: true\n` });
  await page.goto(`${address}/news/`);
  await eventually(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), (workers) => workers === 0);
  // The page that the worker was just serving may have kept a file once more; the next takes it away.
  await page.goto(`${address}/notices/`);
  const left = await eventually(() => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('yunduan-'))), (stores) => stores.length === 0);
  expect(left).toEqual([]);
  // An old page out of the browser's own cache brings it back for a moment; what it brings takes itself away again.
  await page.goto(address + UNREAD);
  await eventually(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), (workers) => workers === 0);
  offline();
  await expect(page.goto(`${address}/policies/`)).rejects.toThrow(/ERR_CONNECTION_REFUSED/);
});

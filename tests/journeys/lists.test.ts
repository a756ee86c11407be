import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { CHECKOUT } from '../fixtures/compiled.ts';
import { Client, PASSWORD, startTestDesk } from '../fixtures/desk.ts';
import { testFolder } from '../fixtures/folder.ts';
import { writeFiles } from '../fixtures/git.ts';
import { article } from '../fixtures/sample.ts';

/** More than two pages of a list. Titles run against dates, and no two are alike. */
const COUNT = 130;
const DAY = 86_400_000;
const NEWS = Array.from({ length: COUNT }, (_none, n) => {
  const day = new Date(Date.UTC(2019, 0, 1) + n * DAY).toISOString().slice(0, 10);
  return { path: `content/news/${day.slice(0, 4)}/${day}-0900.md`, title: `示例第${String(9000 - n)}篇`, day };
});

it('a list of many opens with its first page, goes on by scrolling, sorts, finds, and opens an entry whole', async () => {
  const folder = await testFolder();
  const source = join(folder, 'source');
  await cp(join(CHECKOUT, 'content'), join(source, 'content'), { recursive: true });
  writeFiles(source, Object.fromEntries(NEWS.map(({ path, title, day }) => [path, article(title, `${title}的正文，列表里没有它。`).replace('2026-11-01', day)])));
  const desk = await startTestDesk(join(folder, 'data'), { YUNDUAN_CONTENT_REPO: source, YUNDUAN_SEARCH: '0' });
  onTestFinished(async () => void (await desk.stop()));
  await new Client(desk.address).setUp(desk);

  const context = await openBrowser();
  onTestFinished(() => context.close());
  const page = context.pages()[0] ?? (await context.newPage());
  const asked: { most?: number; sort?: { field: string } }[] = [];
  page.on('request', (request) => {
    const body = request.url().endsWith('/admin/api/store') ? (request.postDataJSON() as { action: string; params: (typeof asked)[number] }) : undefined;
    if (body?.action === 'entries') asked.push(body.params);
  });
  await page.goto(`${desk.address}/admin/`);
  await page.getByLabel('用户名').fill('editor');
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL(`${desk.address}/admin/#/**`);
  const cards = page.locator('a[href*="#/collections/news/entries/"]');
  const shown = async () => (await cards.allTextContents()).map((text) => /示例第\d+篇/.exec(text)?.[0]).filter((title) => title !== undefined);
  const titles = NEWS.map(({ title }) => title);

  await cards.first().waitFor();
  const first = await shown();
  expect(first).toEqual([...titles].reverse().slice(0, first.length));
  expect(first.length).toBeLessThan(COUNT);
  await expect.poll(async () => {
    await page.mouse.wheel(0, 5000);
    return (await shown()).length;
  }, { timeout: 30_000 }).toBe(COUNT);
  expect(await shown()).toEqual([...titles].reverse());
  expect(asked.every(({ most, sort }) => (most ?? 0) <= 100 && sort?.field === 'date')).toBe(true);

  await page.getByRole('button', { name: '排序' }).click();
  await page.getByRole('menuitem', { name: '标题' }).click();
  await expect.poll(async () => (await shown())[0], { timeout: 30_000 }).toBe(titles.at(-1));
  expect(asked.at(-1)?.sort?.field).toBe('title');

  const wanted = NEWS[3]!;
  await page.getByPlaceholder('在所有栏目里查找').fill(wanted.title);
  await page.keyboard.press('Enter');
  await expect.poll(shown, { timeout: 30_000 }).toEqual([wanted.title]);
  await cards.filter({ hasText: wanted.title }).click();
  await page.locator('[contenteditable=true]').last().getByText(`${wanted.title}的正文，列表里没有它。`).waitFor();
  expect(await page.getByLabel('来源').inputValue()).toBe('示例来源');
});

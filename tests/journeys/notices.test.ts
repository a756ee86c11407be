import { mkdtemp, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { hashSecret } from '../../cms/desk/accounts/secret.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { Client, PASSWORD, startTestDesk, type TestDesk } from '../fixtures/desk.ts';
import { addPerson } from '../fixtures/hearers.ts';
import { startRobot } from '../fixtures/robot-server.ts';
import { startSmtp } from '../fixtures/smtp-server.ts';

const KEY = { collection: 'news', id: '2026-11-20-0930' };
const PATH = 'content/news/2026/2026-11-20-0930.md';

let folder: string;
let desk: TestDesk;
/** 示例李四, who writes; signed in without a browser. */
let act: (action: string, params: object) => Promise<Record<string, string>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yunduan-notices-'));
  desk = await startTestDesk(join(folder, 'data'));
  await new Client(desk.address).setUp(desk);
  const database = new DatabaseSync(join(folder, 'data', 'desk.sqlite'));
  const li = addPerson(database, 'li', '示例李四', ['writer']);
  database.prepare("INSERT OR REPLACE INTO chains (collection, stages) VALUES ('news', 1)").run();
  database.prepare('INSERT INTO sessions (id_hash, user_id, created_at, seen_at) VALUES (?, ?, ?, ?)').run(hashSecret('li'), li, Date.now(), Date.now());
  database.close();
  act = async (action, params) => (await fetch(`${desk.address}/admin/api/store`, {
    method: 'POST', headers: { origin: desk.address, cookie: 'yunduan=li', 'content-type': 'application/json' }, body: JSON.stringify({ action, params }),
  })).json() as Promise<Record<string, string>>;
});
afterAll(async () => {
  await desk.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** 示例编辑 with every role, in Decap; errors of the console fail the test unless they are expected. */
async function open(): Promise<Page> {
  const context = await openBrowser();
  const errors: string[] = [];
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('console', (message) => void (message.type() === 'error' && !/40[01]/.test(message.text()) && errors.push(message.text())));
  page.on('pageerror', (error) => void errors.push(String(error)));
  onTestFinished(async () => {
    await context.close();
    expect(errors).toEqual([]);
  });
  await page.goto(`${desk.address}/admin/signin/`);
  await page.getByLabel('用户名').fill('editor');
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  return page;
}

/** What axe finds in a part of the page, and whether the page scrolls sideways, in both colour schemes and both widths. */
async function barriers(page: Page, part: string): Promise<string[]> {
  const problems: string[] = [];
  for (const [colorScheme, width] of [['light', 1280], ['dark', 360]] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    const { violations } = await new AxeBuilder({ page }).include(part).analyze();
    problems.push(...violations.map(({ id, nodes }) => `${colorScheme} ${width} ${id}: ${nodes[0]?.html.slice(0, 160)}`));
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) problems.push(`${colorScheme} ${width} scrolls sideways`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
  return problems;
}

it('the bell tells what waits and what was told, and leads to the settings, where a test says why it does not go until it goes', async () => {
  let down = true;
  const robot = await startRobot(() => ({ body: down ? '{"errcode":310000,"errmsg":"sign not match"}' : '{"errcode":0}' }));
  const smtp = await startSmtp();
  onTestFinished(() => [robot, smtp].forEach(({ close }) => close()));
  const { raw, version } = await act('entry', { path: PATH });
  await act('save', { ...KEY, isNew: false, files: [{ path: PATH, raw: raw!.replace(/^title: .*$/m, 'title: 示例：送审的稿子'), base: version }], media: [] });
  await act('submit', KEY);

  const page = await open();
  await page.getByRole('button', { name: '通知，1 条未读' }).press('Enter');
  const sheet = page.getByRole('dialog', { name: '通知' });
  await sheet.getByRole('link', { name: '未读： 示例李四交来“示例：送审的稿子”，等您终审' }).waitFor();
  expect(await sheet.getByRole('region', { name: '等我处理' }).innerText()).toMatch(/示例：送审的稿子\s+待终审 · 示例李四/);
  expect(await barriers(page, '.desk-bell-sheet')).toEqual([]);
  await sheet.getByRole('button', { name: /^标为已读/ }).click();
  const quiet = page.getByRole('button', { name: '通知', exact: true });
  await quiet.waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
  expect(await quiet.evaluate((button) => button === document.activeElement)).toBe(true);
  await quiet.click();
  await page.getByRole('link', { name: '通知设置' }).click();

  const [group, mail] = [page.getByRole('region', { name: '群消息' }), page.getByRole('region', { name: '邮件' })];
  const dialog = page.getByRole('dialog');
  await group.getByRole('button', { name: '设置' }).click();
  await dialog.getByLabel('发给').selectOption('dingtalk');
  await dialog.getByLabel('接收地址').fill('http://robot.example.invalid/');
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.getByText('接收地址须以 https:// 开头；http:// 只能用于本机和内网的 IP 地址').waitFor();
  await dialog.getByLabel('接收地址').fill(`${robot.address}/robot/send?access_token=EXAMPLE`);
  await dialog.getByLabel('加签的密钥').fill('SEC-EXAMPLE');
  await dialog.getByLabel('加签的密钥').press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await group.getByRole('button', { name: '发一条测试' }).click();
  await dialog.getByRole('button', { name: '发送' }).click();
  await dialog.getByText('钉钉没有收下：机器人的安全设置不放行').waitFor();
  down = false;
  await dialog.getByRole('button', { name: '再试一次' }).click();
  await page.getByText('已经发出，请到群里看看。').waitFor();
  expect(robot.calls.at(-1)!.url.searchParams.get('sign')).toMatch(/^[\w+/]+=*$/);

  await mail.getByRole('button', { name: '设置' }).click();
  await dialog.getByLabel('服务器').fill('127.0.0.1');
  await dialog.getByLabel('加密').selectOption('none');
  await dialog.getByLabel('端口').fill(String(smtp.port));
  await dialog.getByLabel('发件地址').fill('desk@example.invalid');
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await mail.getByRole('button', { name: '发一封测试' }).click();
  await dialog.getByLabel('发到').fill('chief@example.invalid');
  await dialog.getByRole('button', { name: '发送' }).click();
  await page.getByText('请到 chief@example.invalid 看看').waitFor();
  expect(smtp.mails.map(({ to }) => to)).toEqual(['chief@example.invalid']);
  expect(await barriers(page, 'html')).toEqual([]);
  expect(await page.content()).not.toContain('EXAMPLE');
});

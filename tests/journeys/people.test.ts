import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { codeAt, stepAt } from '../../cms/desk/accounts/totp.ts';
import { barriers } from '../fixtures/barriers.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { readCode } from '../fixtures/camera.ts';
import { PASSWORD, startTestDesk, type TestDesk } from '../fixtures/desk.ts';

const COLLEAGUES = '示例口令-黄河从这里流过';

let folder: string;
let desk: TestDesk;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yunduan-people-'));
  desk = await startTestDesk(join(folder, 'data'));
});
afterAll(async () => {
  await desk.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** A person's browser, whose console errors fail the test unless they are refusals. */
async function browser(): Promise<Page> {
  const context = await openBrowser();
  const errors: string[] = [];
  const page = context.pages()[0] ?? (await context.newPage());
  const note = (text: string) => /40[0134]/.test(text) || errors.push(text);
  page.on('console', (message) => void (message.type() === 'error' && note(message.text())));
  page.on('pageerror', (error) => void note(String(error)));
  onTestFinished(async () => {
    await context.close();
    expect(errors).toEqual([]);
  });
  return page;
}

const fill = (page: Page, label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const dialog = (page: Page) => page.getByRole('dialog');

async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto(`${desk.address}/admin/signin/`);
  await fill(page, '用户名', username);
  await fill(page, '密码', password);
  await press(page, '登录');
}

/** Where drafts cannot be read, Decap asks for them once, and not again and again. */
async function asksOnce(signedIn: Page): Promise<void> {
  const page = await signedIn.context().newPage();
  let asked = 0;
  await page.route('**/admin/api/store', (route) => {
    if (!route.request().postData()?.includes('"drafts"')) return route.continue();
    asked += 1;
    return route.fulfill({ status: 401, json: { code: 'signed-out', error: '登录已过期' } });
  });
  await page.goto(`${desk.address}/admin/`);
  await page.getByText('登录已过期').first().waitFor();
  await page.waitForTimeout(1000);
  expect(asked).toBe(1);
  await page.close();
}

it('a colleague is invited, comes in with a telephone, is disabled, and is out at once', async () => {
  const chief = await browser();
  await chief.goto(desk.setUpLink!);
  await fill(chief, '姓名', '示例主任');
  await fill(chief, '用户名', 'chief');
  await fill(chief, '密码', PASSWORD);
  await fill(chief, '再输一次密码', PASSWORD);
  await chief.getByLabel('稿子发布前要几审').selectOption({ label: '二审：初审、终审' });
  await press(chief, '建立账号并进入');
  await chief.getByRole('link', { name: '用户' }).click();

  // Alone: no chain, whatever was chosen.
  await chief.getByText('现在只有一个在用的账号').waitFor();
  expect(await chief.getByLabel('改革动态').inputValue()).toBe('2');
  await press(chief, '邀请同事');
  await fill(chief, '姓名', '示例编辑');
  await fill(chief, '用户名', 'Zhuoma');
  await chief.keyboard.press('Enter');
  await dialog(chief).getByText('用户名用 2–32 个小写英文字母').waitFor();
  await fill(chief, '用户名', 'colleague');
  await dialog(chief).getByLabel('初审').check();
  await dialog(chief).getByLabel('改革动态').check();
  expect(await barriers(chief)).toEqual([]);
  await press(chief, '生成邀请链接');
  const link = await dialog(chief).locator('.one-time').innerText();
  expect(link).toMatch(new RegExp(`^${desk.address}/admin/invite/#[\\w-]{43}$`));
  await press(chief, '我已经记下');
  const item = chief.getByRole('listitem').filter({ has: chief.getByRole('heading', { name: /^示例编辑/ }) });
  expect(await item.innerText()).toMatch(/等待接受邀请[\s\S]*colleague\s+撰稿、初审\s+只管改革动态/);

  const colleague = await browser();
  await colleague.goto(link);
  await colleague.getByText('示例编辑，同事邀请您一起写稿、审稿').waitFor();
  expect(await barriers(colleague)).toEqual([]);
  await fill(colleague, '密码', 'colleague-2026');
  await fill(colleague, '再输一次密码', 'colleague-2026');
  await press(colleague, '设置密码');
  await colleague.getByText('密码里有您的用户名').waitFor();
  await fill(colleague, '密码', COLLEAGUES);
  await fill(colleague, '再输一次密码', COLLEAGUES);
  await press(colleague, '设置密码');
  await colleague.waitForURL(`${desk.address}/admin/signin/`);
  await colleague.goto(link);
  await colleague.getByText('这个链接无效、已经用过').waitFor();

  // The administrator's pages are the administrator's.
  await signIn(colleague, 'colleague', COLLEAGUES);
  await colleague.getByRole('link', { name: '账号' }).waitFor();
  expect(await colleague.getByRole('link', { name: '用户' }).isVisible()).toBe(false);
  await colleague.goto(`${desk.address}/admin/people/`);
  await colleague.getByText('这一步要由管理员来做').waitFor();

  await colleague.goto(`${desk.address}/admin/account/`);
  await press(colleague, '开启动态口令');
  await fill(colleague, '密码', COLLEAGUES);
  await press(colleague, '下一步');
  const code = dialog(colleague).getByAltText('二维码：用手机上的验证器扫它');
  await code.waitFor();
  const scanned = new URL(await readCode(await code.screenshot()));
  await dialog(colleague).getByText('扫不了？').click();
  const secret = (await dialog(colleague).locator('.one-time').innerText()).replaceAll(' ', '');
  expect([scanned.protocol, scanned.searchParams.get('secret')]).toEqual(['otpauth:', secret]);
  expect(await barriers(colleague)).toEqual([]);
  await fill(colleague, '手机上显示的六位数字', codeAt(secret, stepAt(Date.now())));
  await press(colleague, '开启');
  await colleague.getByRole('heading', { name: '备用码' }).waitFor();
  expect(await dialog(colleague).locator('li code').count()).toBe(10);
  await press(colleague, '我已经抄下或打印');
  await colleague.getByText('动态口令已经开启').waitFor();
  expect(await barriers(colleague)).toEqual([]);
  await press(colleague, '退出登录');
  await colleague.waitForURL(`${desk.address}/admin/signin/`);
  await signIn(colleague, 'colleague', COLLEAGUES);
  await colleague.getByLabel('动态口令').waitFor();
  // The telephone is a little fast: this step's code is used up.
  await fill(colleague, '动态口令', codeAt(secret, stepAt(Date.now()) + 1));
  await press(colleague, '登录');
  await colleague.waitForURL(`${desk.address}/admin/#/**`);
  // Decap is there with what it asks for at first.
  await colleague.getByRole('heading', { name: '改革动态' }).waitFor();
  await asksOnce(colleague);

  // Two people now: the chain counts, and lacks somebody.
  await chief.reload();
  await chief.getByText('“政策”“公示公告”“服务项目”“改革任务”“数据”“职工阵地”“固定页面”的稿子走不完审签').waitFor();
  expect(await chief.getByText('现在只有一个在用的账号').count()).toBe(0);
  await item.getByRole('button', { name: /^停用/ }).click();
  await dialog(chief).getByRole('button', { name: '停用' }).click();
  await chief.getByText('已经停用 示例编辑 的账号。').waitFor();
  await chief.getByText('现在只有一个在用的账号').waitFor();
  expect(await barriers(chief)).toEqual([]);
  await chief.getByRole('link', { name: '日志' }).click();
  await chief.getByRole('cell', { name: '停用 colleague' }).waitFor();
  expect(await barriers(chief)).toEqual([]);
  await press(chief, '登录日志');
  await chief.getByRole('cell', { name: '登录', exact: true }).first().waitFor();

  await colleague.goto(`${desk.address}/admin/account/`);
  await colleague.waitForURL(({ pathname, searchParams }) => pathname === '/admin/signin/' && searchParams.get('next') === '/admin/account/');
  await fill(colleague, '用户名', 'colleague');
  await fill(colleague, '密码', COLLEAGUES);
  await press(colleague, '登录');
  await colleague.getByText('这个账号已经停用').waitFor();
});

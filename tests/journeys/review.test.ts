import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client, eventually, PASSWORD, startTestDesk, type TestDesk } from '../fixtures/desk.ts';
import { LAUNCH } from '../fixtures/launch.ts';
import { git } from '../fixtures/git.ts';
import { invite, setChains } from '../fixtures/people.ts';

const KEY = { collection: 'notices', id: '2026-11-20-1000' };
const PATH = 'content/notices/2026/2026-11-20-1000.md';
const EDITOR = '/admin/#/collections/notices/entries/2026/2026-11-20-1000';
const TITLE = '【示例】职工疗休养人员名单公示';
const NOTICE = `---
title: ${TITLE}
kind: 公示
sample: true
date: 2026-11-20T10:00:00+08:00
starts: 2026-11-20
ends: 2026-11-26
office: 示例单位
source: 本站演示内容
summary: 示例摘要。
---
名单见下，都是虚构的。
`;

let folder: string;
let desk: TestDesk;
let browser: Browser;
const errors: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yunduan-review-'));
  desk = await startTestDesk(join(folder, 'data'));
  const chief = await new Client(desk.address).setUp(desk, 'chief', '示例主任');
  await invite(desk, chief, [
    { name: '示例甲', username: 'writer', roles: ['writer'] },
    { name: '示例乙', username: 'first', roles: ['first'] },
    { name: '示例丁', username: 'final', roles: ['final'] },
  ]);
  await setChains(chief, { notices: 2 });
  browser = await chromium.launch(LAUNCH);
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** A person at a browser of their own, signed in, at a place in the desk. */
async function person(username: string, place: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  // The desk's refusals that this story is about.
  page.on('console', (message) => void (message.type() === 'error' && !/401|409/.test(message.text()) && errors.push(`${username}: ${message.text()}`)));
  page.on('pageerror', (error) => void errors.push(`${username}: ${String(error)}`));
  await page.goto(`${desk.address}/admin/signin/`);
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL(`${desk.address}/admin/#/**`);
  await page.goto(desk.address + place);
  return page;
}

const panel = (page: Page) => page.getByRole('complementary', { name: '审签' });
const press = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true }).click();
const dialog = (page: Page) => page.getByRole('dialog');
const state = (page: Page, word: string) => panel(page).locator('.desk-state').getByText(word, { exact: true }).waitFor();
const title = (page: Page) => page.getByLabel('标题', { exact: true });
/** What a colleague did is seen when the window has the focus again. */
const lookAgain = (page: Page) => page.evaluate(() => void window.dispatchEvent(new Event('focus')));
const clean = async (page: Page, part = 'body') => expect((await new AxeBuilder({ page }).include(part).analyze()).violations).toEqual([]);

async function sign(page: Page, remark = ''): Promise<void> {
  await press(page, '审签');
  for (const what of ['审：内容', '校：文字']) await dialog(page).getByRole('checkbox', { name: what }).check();
  if (remark) await dialog(page).getByLabel('附言（可不填）').fill(remark);
  await dialog(page).getByRole('button', { name: '签字' }).click();
  await dialog(page).waitFor({ state: 'hidden' });
}

/** Writes another title and saves, in Decap's own form. */
async function rewrite(page: Page, text: string): Promise<void> {
  await title(page).fill(text);
  await panel(page).getByText('有修改还没有保存').waitFor();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('修改已保存').waitFor();
}

it('what waits is for signed-in people, whom the sign-in page leads back to it', async () => {
  const { pathname, search } = new URL((await fetch(`${desk.address}/admin/waiting`)).url);
  expect([pathname, search]).toEqual(['/admin/signin/', '?next=/admin/waiting/']);
});

it('a notice goes through three people to the public, is sent back on the way, and an edit voids what was signed', async () => {
  await (await new Client(desk.address).signIn('writer')).act('save', { ...KEY, isNew: true, media: [], files: [{ path: PATH, raw: NOTICE, base: null }] });

  const writer = await person('writer', EDITOR);
  await title(writer).waitFor();
  await state(writer, '撰写中');
  await press(writer, '送审');
  await state(writer, '待初审');

  // The first reviewer finds it among what waits, half signs, and signs the rest.
  const first = await person('first', '/admin/waiting/');
  await first.getByText('有 1 件等您处理。').waitFor();
  await clean(first);
  await first.getByRole('region', { name: '等我审签' }).getByRole('link', { name: TITLE }).click();
  await title(first).waitFor();
  await press(first, '审签');
  await dialog(first).getByRole('button', { name: '签字' }).click();
  await dialog(first).getByText('请至少勾选“审”或“校”中的一项').waitFor();
  await dialog(first).getByRole('checkbox', { name: '审：内容' }).check();
  await clean(first, 'dialog');
  await dialog(first).getByRole('button', { name: '签字' }).click();
  await panel(first).getByText('已签。现在：待初审').waitFor();
  await press(first, '审签');
  expect(await dialog(first).getByRole('checkbox', { name: '审：内容' }).isDisabled()).toBe(true);
  await dialog(first).getByRole('checkbox', { name: '校：文字' }).check();
  await dialog(first).getByRole('button', { name: '签字' }).click();
  await state(first, '待终审');

  // The last one sends it back with a reason, which the writer reads.
  const final = await person('final', EDITOR);
  await title(final).waitFor();
  await state(final, '待终审');
  await press(final, '退回修改');
  await dialog(final).getByLabel('为什么退回、改哪里').fill('标题里要写明年份。');
  await dialog(final).getByRole('button', { name: '退回', exact: true }).click();
  await state(final, '已退回');
  await lookAgain(writer);
  await panel(writer).getByRole('region', { name: '终审退回修改' }).getByText('标题里要写明年份。').waitFor();
  await clean(writer, '#desk-panel');
  await rewrite(writer, `2026年${TITLE}`);
  await press(writer, '送审');
  await state(writer, '待初审');

  // Signed again; then the writer changes a word after all.
  await lookAgain(first);
  await press(first, '看新的文字');
  await first.waitForFunction(() => [...document.querySelectorAll('input')].some(({ value }) => value.startsWith('2026年')));
  await sign(first);
  await state(first, '待终审');
  await rewrite(writer, `${TITLE}（2026年）`);
  await lookAgain(first);
  await panel(first).getByRole('region', { name: '您的审签作废了' }).getByText(/示例甲于 .* 又改了文字/).waitFor();
  await clean(first, '#desk-panel');
  // What was not read is not signed.
  await press(first, '审签');
  await panel(first).getByRole('alert').getByText('请先点“看新的文字”').waitFor();
  await press(first, '看新的文字');
  await panel(first).getByRole('region', { name: '示例甲刚刚改过' }).waitFor({ state: 'detached' });
  await sign(first, '年份有了，可以。');
  await state(first, '待终审');

  await lookAgain(final);
  await press(final, '看新的文字');
  await panel(final).getByRole('region', { name: '示例甲刚刚改过' }).waitFor({ state: 'detached' });
  await sign(final);
  await state(final, '已签齐，可发布');

  await lookAgain(writer);
  await state(writer, '已签齐，可发布');
  await press(writer, '现在发布');
  await dialog(writer).getByRole('button', { name: '现在发布' }).click();
  await state(writer, '已发布');
  await writer.getByRole('button', { name: '已发布' }).waitFor();
  await eventually(async () => (await fetch(`${desk.address}/notices/2026-11-20-1000/`)).text(), (text) => text.includes(`${TITLE}（2026年）`));
  const log = git(join(folder, 'data/site.git'), 'log', '-1', '--format=%an%n%B', 'main');
  for (const line of [/^示例甲$/m, /^Yunduan-First-Review: 示例乙 <first> /m, /^Yunduan-First-Proof: 示例乙 <first> /m, /^Yunduan-Final-Review: 示例丁 <final> /m]) expect(log).toMatch(line);
  expect(errors).toEqual([]);
});

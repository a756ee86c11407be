import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openBrowser, typeByIme } from '../fixtures/browser.ts';
import { Client, eventually, PASSWORD, startTestDesk, type TestDesk } from '../fixtures/desk.ts';
import { git } from '../fixtures/git.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';

const PATH = 'content/news/2026/2026-11-20-0930.md';
const PAGE = '/news/2026-11-20-0930/';

let folder: string;
let desk: TestDesk;
const repository = () => join(folder, 'data/site.git');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yunduan-journey-'));
  desk = await startTestDesk(join(folder, 'data'));
});
afterAll(async () => {
  await desk.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** A browser whose console errors fail the test, unless they are the answers that a story expects. */
async function browser(expected = /401|409|422/): Promise<Page> {
  const context = await openBrowser();
  const errors: string[] = [];
  const page = context.pages()[0] ?? (await context.newPage());
  const note = (text: string) => expected.test(text) || errors.push(text);
  page.on('console', (message) => void (message.type() === 'error' && note(message.text())));
  page.on('pageerror', (error) => void note(String(error)));
  page.on('dialog', (dialog) => void dialog.accept());
  onTestFinished(async () => {
    await context.close();
    expect(errors).toEqual([]);
  });
  return page;
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${desk.address}/admin/`);
  await page.getByLabel('用户名').fill('editor');
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL(`${desk.address}/admin/#/**`);
}

async function openArticle(page: Page): Promise<Locator> {
  await page.getByRole('link', { name: /黄南工会改革/ }).first().click();
  const body = page.locator('[contenteditable=true]').last();
  await body.getByText('这一轮工会改革的起点').waitFor();
  return body;
}

/** Puts the caret at the end of the article's first paragraph and types there through an input method. */
async function compose(page: Page, body: Locator, text: string): Promise<void> {
  await body.getByText('这一轮工会改革的起点').click();
  await page.keyboard.press('Control+End');
  await page.waitForTimeout(200);
  await body.getByText('这一轮工会改革的起点').click();
  await page.evaluate(() => {
    const selection = getSelection()!;
    const block = (selection.anchorNode as Node).parentElement!.closest('p, [data-slate-node=element]')!;
    selection.selectAllChildren(block);
    selection.collapseToEnd();
  });
  await page.waitForTimeout(200);
  await typeByIme(page, text);
  await body.getByText(text).waitFor();
}

const save = (page: Page) => page.getByRole('button', { name: '保存', exact: true }).click();

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^状态：/ }).click();
  await page.getByRole('menuitem', { name: '就绪' }).click();
  await page.getByRole('button', { name: '状态：就绪' }).waitFor();
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await page.getByRole('menuitem', { name: '现在发布' }).click();
  await page.getByRole('button', { name: '已发布' }).waitFor();
}

describe('an editor', () => {
  it('makes the first account with the printed link, which then is of no use', async () => {
    const page = await browser(/403|401/);
    await page.goto(desk.setUpLink!);
    await page.getByLabel('姓名').fill('示例编辑');
    await page.getByLabel('用户名').fill('editor');
    await page.getByLabel('密码', { exact: true }).fill('短');
    await page.getByLabel('再输一次密码').fill('短');
    await page.getByRole('button', { name: '建立账号并进入' }).click();
    await page.getByText('密码至少 10 个字符').first().waitFor();
    expect(await page.getByLabel('姓名').inputValue()).toBe('示例编辑');
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.getByLabel('再输一次密码').fill(PASSWORD);
    await page.getByRole('button', { name: '建立账号并进入' }).click();
    await page.getByRole('heading', { name: '改革动态' }).waitFor();
    const again = await browser(/403|401/);
    await again.goto(desk.setUpLink!);
    await again.getByLabel('姓名').fill('另一个');
    await again.getByLabel('用户名').fill('other');
    await again.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await again.getByLabel('再输一次密码').fill(PASSWORD);
    await again.getByRole('button', { name: '建立账号并进入' }).click();
    await again.getByText('这个一次性链接无效或已经用过').waitFor();
  });

  it('changes a sentence through an input method, saves and publishes: the public reads and finds it', async () => {
    const page = await browser();
    await signIn(page);
    const body = await openArticle(page);
    await compose(page, body, '高原上的改革，讲给每一位职工听。');
    await save(page);
    await page.getByRole('button', { name: '状态：草稿' }).waitFor();
    expect(await (await fetch(desk.address + PAGE)).text()).not.toContain('讲给每一位职工听');
    await publish(page);

    await eventually(async () => (await fetch(desk.address + PAGE)).text(), (text) => text.includes('高原上的改革，讲给每一位职工听。</p>'));
    expect(git(repository(), 'log', '-1', '--first-parent', '--format=%an|%ae|%cn|%s', 'main')).toMatch(/^示例编辑\|editor@desk\.invalid\|云端编务台\|发布：黄南工会改革/);
    expect(git(repository(), 'show', `main:${PATH}`)).toContain('高原上的改革，讲给每一位职工听。');
    expect(git(repository(), 'for-each-ref', 'refs/heads/cms')).toBe('');

    const reader = await browser();
    // Search follows the pages, and a page keeps the search data that it has begun with.
    await eventually(async () => {
      await reader.goto(`${desk.address}/search/`);
      await reader.getByRole('main').getByRole('searchbox').focus();
      await typeByIme(reader, '讲给每一位职工听');
      const answered = reader.getByRole('status').filter({ hasText: /找到/ });
      await answered.waitFor();
      return answered.textContent();
    }, (answer) => /^找到 \d/.test(answer ?? ''), 60_000);
    await reader.getByRole('main').getByRole('link', { name: /黄南工会改革/ }).first().click();
    await reader.getByRole('heading', { level: 1, name: /黄南工会改革/ }).waitFor();
    expect(await reader.getByText('讲给每一位职工听').count()).toBe(1);
  });

  it('writes a new article with a picture, which is public only with it', async () => {
    const page = await browser();
    await signIn(page);
    await page.getByRole('link', { name: '新建动态' }).click();
    await page.getByLabel('标题', { exact: true }).click();
    await typeByIme(page, '示例：一篇新写的动态');
    await page.getByLabel('来源').fill('示例来源');
    await page.getByLabel('摘要').fill('示例摘要。');
    const photo = await sharp({ create: { width: 640, height: 360, channels: 3, background: '#1f4e79' } }).withExif({ IFD0: { Make: '示例相机' } }).jpeg().toBuffer();
    await page.getByRole('button', { name: '选择图片' }).first().click();
    await page.locator('input[type=file]').first().setInputFiles({ name: '我的 照片.JPG', mimeType: 'image/jpeg', buffer: photo });
    await page.getByRole('button', { name: '使用选中的' }).click();
    await page.getByLabel('封面图说明').fill('示例图：一片蓝色');
    await page.locator('[contenteditable=true]').last().click();
    await typeByIme(page, '新写的正文。');
    await save(page);
    await page.getByRole('button', { name: '状态：草稿' }).waitFor();
    const media = git(repository(), 'diff', '--name-only', 'main', git(repository(), 'for-each-ref', '--format=%(refname)', 'refs/heads/cms').trim()).trim().split('\n').find((path) => path.includes('/media/'))!;
    expect(media).toMatch(/^content\/media\/\d{4}\/\d{2}\/[0-9a-f]{16}\.jpg$/);
    expect(git(repository(), 'ls-tree', '-r', '--name-only', 'main')).not.toContain(media);
    // What the desk keeps of it is its pixels: the camera is nowhere, and neither is the name that the file had.
    const kept = git(repository(), 'rev-parse', `${git(repository(), 'for-each-ref', '--format=%(refname)', 'refs/heads/cms').trim()}:${media}`).trim();
    const held = Buffer.from(await (await page.request.get(`${desk.address}/admin/api/media/${kept}/a.jpg`)).body());
    expect([(await sharp(held).metadata()).exif, held.includes('示例相机')]).toEqual([undefined, false]);
    await publish(page);
    const html = await eventually(async () => {
      const id = /content\/news\/\d{4}\/(\S+)\.md/.exec(git(repository(), 'show', '--first-parent', '--name-only', '--format=', '-m', 'main'))![1]!;
      return (await fetch(`${desk.address}/news/${id}/`)).text();
    }, (text) => text.includes('新写的正文。'));
    const address = /src="(\/media\/[^"]+)"/.exec(html)![1]!;
    const shown = await sharp(Buffer.from(await (await fetch(desk.address + address)).arrayBuffer())).metadata();
    expect([shown.width, shown.exif]).toEqual([640, undefined]);
    // The upload itself has no public address, only the sizes of it that the page shows.
    expect((await fetch(desk.address + media.replace(/^content/, ''))).status).toBe(404);
  });

  it('is told what is wrong, beside the field and by the desk, and keeps what was typed', async () => {
    const page = await browser(/^undefined$|401/);
    await signIn(page);
    await openArticle(page);
    const title = page.getByLabel('标题', { exact: true });
    await title.fill('工'.repeat(61));
    await save(page);
    await page.getByText('最多 60 个字').first().waitFor();
    expect(await title.inputValue()).toBe('工'.repeat(61));
    expect(git(repository(), 'for-each-ref', 'refs/heads/cms')).toBe('');
  });

  it('who saves second is refused with both texts, and loses nothing', async () => {
    const first = await browser();
    // Decap throws what it was refused once more, for nobody.
    const second = await browser(/^(?:undefined|Object)$|401|409/);
    await signIn(first);
    await signIn(second);
    await compose(first, await openArticle(first), '先保存的人写的。');
    await compose(second, await openArticle(second), '后保存的人写的。');
    await save(first);
    await first.getByRole('button', { name: '状态：草稿' }).waitFor();
    await save(second);
    const dialog = second.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain('先保存的人写的。');
    expect(await dialog.innerText()).toContain('后保存的人写的。');
    expect(await dialog.innerText()).toContain('示例编辑');
    await second.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await second.locator('[contenteditable=true]').last().innerText()).toContain('后保存的人写的。');
    const draft = git(repository(), 'show', `cms/news/2026-11-20-0930:${PATH}`);
    expect([draft.includes('先保存的人写的。'), draft.includes('后保存的人写的。')]).toEqual([true, false]);
    await (await new Client(desk.address).signIn()).act('discard', { collection: 'news', id: '2026-11-20-0930' });
  });

  it('signs out, and the session is over', async () => {
    const page = await browser();
    await signIn(page);
    const cookies = await page.context().cookies();
    await page.getByRole('button', { name: '账号' }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.waitForURL(`${desk.address}/admin/signin/**`);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    expect((await fetch(`${desk.address}/admin/api/session`, { headers: { cookie } })).status).toBe(401);
  });
});

import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { gitEnvironment } from '../../src/content/objects.ts';
import { barriers } from '../fixtures/barriers.ts';
import { git, writeFiles } from '../fixtures/git.ts';
import { held, item, now, PAGE, PATH, RECORDS, Records } from '../fixtures/records.ts';

const records = new Records();

describe('the record of what was published', () => {
  it('is for signed-in people, whom the sign-in page leads back to it', async () => {
    for (const path of ['/admin/releases', RECORDS, '/admin/releases/index.html']) {
      const response = await fetch(records.desk.address + path);
      expect([new URL(response.url).pathname, (await response.text()).includes('发布记录')]).toEqual(['/admin/signin/', false]);
    }
    const page = await records.open();
    expect(await page.title()).toBe('发布记录 · 云端编务台');
  });

  it('tells an editor what changed and why, and is found from Decap', async () => {
    await records.publishTitle('示例：改过的标题');
    const page = await records.open();
    await page.getByRole('link', { name: '回编务台' }).click();
    await page.getByRole('link', { name: '发布记录' }).click();
    await page.waitForURL(records.desk.address + RECORDS);
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

  it('follows what happens, and leaves the focus and what is unfolded where they are', async () => {
    await records.publishTitle('示例：刚才打开着的');
    const page = await records.open();
    const earlier = item(page, '发布：示例：刚才打开着的');
    await earlier.locator('summary').click();
    await records.publishTitle('示例：别人刚刚发布的');
    await now(page).getByText('示例：别人刚刚发布的').waitFor();
    // Another version is public now, so this one can be restored, and is not shut.
    await earlier.getByRole('button', { name: '恢复到这个版本' }).waitFor();
    expect(await earlier.locator('details').getAttribute('open')).toBe('');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('改了哪些页面');
    expect(await earlier.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  });

  it('says of what a publication failed until one succeeds', async () => {
    const work = join(records.folder, 'work');
    git(records.folder, 'clone', '--quiet', join(records.folder, 'data/site.git'), work);
    const push = async (edit: (text: string) => string) => {
      writeFiles(work, { [PATH]: edit(await readFile(join(work, PATH), 'utf8')) });
      git(work, 'commit', '--quiet', '-am', '改栏目');
      return spawnSync('git', ['push', 'origin', 'main'], { cwd: work, env: gitEnvironment(), encoding: 'utf8' });
    };
    await push((text) => text.replace(/^channel: .*$/m, 'channel: 没有的栏目'));
    const page = await records.open();
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
    expect(await records.read(PAGE)).toContain('</html>');

    await push((text) => text.replace('channel: 没有的栏目', 'channel: 改革动态'));
    await failure.waitFor({ state: 'detached' });
  });
});

describe('what the desk seldom says', () => {
  /** Answers a request of the page in the desk's place. */
  const answer = (page: Page, address: string, body: object, status = 200) => page.route(`**${address}`, (route) => route.fulfill({ status, json: body }));

  it('nothing is published yet', async () => {
    const page = await records.open();
    await answer(page, '/admin/api/releases', { releases: [], hold: null, searchable: false });
    await page.reload();
    await page.getByText('还没有发布过').waitFor();
    expect(await page.getByRole('heading', { level: 2 }).filter({ visible: true }).count()).toBe(0);
  });

  it('time changes the public pages next, and search has not caught up', async () => {
    const page = await records.open();
    const told = await records.releases();
    const nextChange = new Date(Date.now() + 3 * 86_400_000).toISOString();
    await answer(page, '/admin/api/releases', { ...told, searchable: false, releases: [{ ...told.releases[0], nextChange }, ...told.releases.slice(1)] });
    await page.reload();
    await now(page).waitFor();
    expect(await now(page).innerText()).toMatch(/搜索数据正在更新[\s\S]*（大约 3 天后），有内容到了时间，网站会自己更新/);
  });

  it('the desk is away, or the session is over: the page keeps what it has read, and says what to do', async () => {
    const page = await records.open(/401|502|ERR_INTERNET_DISCONNECTED/);
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

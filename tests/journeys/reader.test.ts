import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAUNCH, typeByIme, watchPolicy } from '../fixtures/browser.ts';
import { CHECKOUT } from '../fixtures/compiled.ts';
import { serveFolder } from '../fixtures/static-server.ts';

/** One page of every kind. */
const PAGES = [
  '/', '/news/', '/news/2026/11/', '/news/2026-11-20-0930/', '/news/2026-11-16-1000/', '/policies/', '/policies/2026-11-18-1000/', '/policies/2026-11-18-1030/',
  '/notices/', '/notices/2026-11-16-0900/', '/services/', '/services/zhuxue/', '/tasks/', '/pages/about/', '/search/', '/no-such-page/',
];

let folder: string;
let address: string;
let close: () => void;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yunduan-dist-'));
  // While the sample list is open to the public.
  execFileSync(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build', '--outDir', join(folder, 'dist')], {
    cwd: CHECKOUT, env: { ...process.env, YUNDUAN_NOW: '2026-11-20T20:00:00+08:00', ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }, stdio: 'pipe',
  });
  ({ address, close } = await serveFolder(join(folder, 'dist')));
  browser = await chromium.launch(LAUNCH);
});
afterAll(async () => {
  await browser.close();
  close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function reader<T>(read: (page: Page) => Promise<T>, options: Parameters<Browser['newContext']>[0] = {}): Promise<T> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 360, height: 740 }, ...options });
  await watchPolicy(context);
  try {
    return await read(await context.newPage());
  } finally {
    await context.close();
  }
}

describe('the static site', () => {
  it.each(['light', 'dark'] as const)('every kind of page passes axe and fits 360 and 1280 px, in %s', async (colorScheme) => {
    const problems: string[] = [];
    for (const width of [360, 1280]) {
      await reader(async (page) => {
        for (const path of PAGES) {
          await page.goto(address + path);
          const { violations } = await new AxeBuilder({ page }).analyze();
          problems.push(...violations.map(({ id, nodes }) => `${path} ${width} ${id}: ${nodes[0]?.html.slice(0, 120)}`));
          if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) problems.push(`${path} ${width} scrolls sideways`);
        }
      }, { colorScheme, viewport: { width, height: 900 } });
    }
    expect(problems).toEqual([]);
  });

  it('is all there without JavaScript, and search says what to do instead', async () => {
    await reader(async (page) => {
      for (const path of PAGES) {
        await page.goto(address + path);
        expect([path, (await page.getByRole('main').innerText()).length > 40, await page.getByRole('heading', { level: 1 }).count()]).toEqual([path, true, 1]);
      }
      await page.goto(`${address}/search/`);
      expect(await page.getByRole('main').innerText()).toMatch(/JavaScript|脚本/);
    }, { javaScriptEnabled: false });
  });

  it('leads to no page and no place that is not there', async () => {
    const names = (await readdir(join(folder, 'dist'), { recursive: true })).filter((name) => name.endsWith('.html'));
    const pages = new Map<string, string>();
    for (const name of names) pages.set(`/${name.replace(/index\.html$/, '')}`, await readFile(join(folder, 'dist', name), 'utf8'));
    const all = new Set(await readdir(join(folder, 'dist'), { recursive: true }));
    const dead = [...pages].flatMap(([from, html]) =>
      [...html.matchAll(/(?:href|src)="([^"#?]*)(?:\?[^"#]*)?(?:#([^"]*))?"/g)].flatMap(([, raw, anchor]) => {
        const to = decodeURI(raw!.replaceAll('&amp;', '&')) || from;
        if (!to.startsWith('/')) return [];
        const there = pages.get(to) ?? (all.has(to.slice(1)) ? '' : undefined);
        const lost = there === undefined || (anchor && there && !there.includes(`id="${decodeURIComponent(anchor)}"`));
        return lost ? [`${from} → ${raw}#${anchor ?? ''}`] : [];
      }));
    expect(dead).toEqual([]);
  });

  it('is found through search by typing through an input method, and the address can be passed on', async () => {
    await reader(async (page) => {
      await page.goto(address);
      await page.getByRole('main').getByRole('searchbox').focus();
      await typeByIme(page, '金秋助学');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/search\/\?q=/);
      await page.getByRole('link', { name: /^金秋助学/ }).first().waitFor();
      const whole = new URL(page.url());
      await page.goto(`${address}/search/?q=${encodeURIComponent('職工電子書卡')}`);
      await page.getByRole('main').getByRole('link', { name: /一组数字看改革成效/ }).waitFor();
      await page.goto(`${address}/search/?q=${encodeURIComponent('没有这样的词句')}`);
      await page.getByText(/没有找到/).first().waitFor();
      expect(whole.searchParams.get('q')).toBe('金秋助学');
    });
  });

  it('prints an article with its title, source and date, and no navigation', async () => {
    await reader(async (page) => {
      await page.goto(`${address}/news/2026-11-20-0930/`);
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0);
      const text = await page.locator('body').innerText();
      for (const part of ['从学习考察到任务清单', '黄南州总工会2018年工作报告', '2026-11-20 09:30']) expect(text.replace(/\s+/g, ' ')).toContain(part);
    });
  });
});

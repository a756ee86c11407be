import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { LinkChecker } from 'linkinator';
import { describe, expect, it } from 'vitest';
import { typeByIme } from '../fixtures/browser.ts';
import { buildSite } from '../fixtures/built-site.ts';
import { PAGES } from '../fixtures/kinds.ts';
import { Visit } from '../fixtures/readers.ts';

const visit = new Visit(() => buildSite());

describe('the static site', () => {
  it('is all there without JavaScript, and search says what to do instead', async () => {
    await visit.read({ javaScriptEnabled: false }, async (page) => {
      for (const path of PAGES) {
        await page.goto(path);
        expect([path, (await page.getByRole('main').innerText()).length > 40, await page.getByRole('heading', { level: 1 }).count()]).toEqual([path, true, 1]);
      }
      await page.goto('/search/');
      expect(await page.getByRole('main').innerText()).toMatch(/JavaScript|脚本/);
    });
  });

  it('is valid HTML', async () => {
    // Chinese headings are the ids of their places, as HTML allows and the strict form of this rule does not.
    const validator = new HtmlValidate({ root: true, extends: ['html-validate:recommended'], rules: { 'valid-id': ['error', { relaxed: true }] } });
    const names = (await readdir(visit.site.dist, { recursive: true })).filter((name) => name.endsWith('.html'));
    expect(names.length).toBeGreaterThan(PAGES.length);
    const faults: string[] = [];
    for (const name of names) {
      const { results } = await validator.validateString(await readFile(join(visit.site.dist, name), 'utf8'));
      faults.push(...results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${name}:${line} ${ruleId}: ${message}`)));
    }
    expect(faults).toEqual([]);
  });

  it('leads to no page and no place inside that is not there', async () => {
    const { address } = visit.site;
    const { links } = await new LinkChecker().check({ path: address, recurse: true, checkFragments: true, linksToSkip: async (link) => !link.startsWith(address) });
    // A site names its own addresses in full, too: there it is the address of the settings.
    expect(links.filter(({ state, url }) => state === 'BROKEN' && url.startsWith(address)).map(({ url, parent, status }) => `${parent} → ${url} ${status}`)).toEqual([]);
    expect(links.filter(({ state }) => state === 'OK').length).toBeGreaterThan(50);
  });

  it('is found through search by typing through an input method, and the address can be passed on', async () => {
    await visit.read({}, async (page) => {
      await page.goto('/');
      await page.getByRole('main').getByRole('searchbox').focus();
      await typeByIme(page, '金秋助学');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/search\/\?q=/);
      await page.getByRole('link', { name: /^金秋助学/ }).first().waitFor();
      const whole = new URL(page.url());
      await page.goto(`/search/?q=${encodeURIComponent('職工電子書卡')}`);
      await page.getByRole('main').getByRole('link', { name: /一组数字看改革成效/ }).waitFor();
      await page.goto(`/search/?q=${encodeURIComponent('没有这样的词句')}`);
      await page.getByText(/没有找到/).first().waitFor();
      expect(whole.searchParams.get('q')).toBe('金秋助学');
    });
  });

  it('prints an article with its title, source and date, and no navigation', async () => {
    await visit.read({}, async (page) => {
      await page.goto('/news/2026-11-20-0930/');
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0);
      const text = await page.locator('body').innerText();
      for (const part of ['从学习考察到任务清单', '黄南州总工会2018年工作报告', '2026-11-20 09:30']) expect(text.replace(/\s+/g, ' ')).toContain(part);
    });
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { topicId } from '../../src/model/topic.ts';
import { barriers } from '../fixtures/barriers.ts';
import { Visit } from '../fixtures/readers.ts';
import { siteAt } from '../fixtures/site-at.ts';

const policy = (title: string, topics: string, validity: string) =>
  `---\ntitle: ${title}\nkind: 文件\ndate: 2026-11-18T12:00:00+08:00\nvalidity: ${validity}\nsource: 示例\nsummary: 示例\ntopics: [${topics}]\n---\n正文。\n`;
/** Beside the repository's own policies, whose 有效性 is not stated: two topics, of which one alone has something repealed. */
const visit = new Visit(() => siteAt('2026-11-20T20:00:00+08:00', {
  'content/policies/2026/2026-11-18-1200.md': policy('示例甲', '示例经费, 示例改革', '有效'),
  'content/policies/2026/2026-11-18-1201.md': policy('示例乙', '示例改革', '废止'),
}));
const [reform, funds] = [topicId('示例改革'), topicId('示例经费')];
const html = (path: string) => readFileSync(join(visit.site.dist, path.slice(1), 'index.html'), 'utf8');
const robots = (path: string) => /<meta name="robots" content="([^"]*)">/.exec(html(path))?.[1];

it('policies are narrowed by topic and 有效性 together, without JavaScript: each choice keeps the other, and either is taken off', async () => {
  await visit.read({ javaScriptEnabled: false }, async (page) => {
    const filters = page.getByRole('navigation', { name: '筛选政策' });
    const choose = async (name: string | RegExp, at: string) => {
      await filters.getByRole('link', { name, exact: true }).click();
      await page.waitForURL((url) => url.pathname === at);
    };
    const listed = () => page.locator('.entry-title').allInnerTexts();
    const current = () => filters.locator('[aria-current=page]').allInnerTexts();

    await page.goto('/policies/');
    await choose('示例改革', `/policies/topics/${reform}/`);
    expect((await listed()).sort()).toEqual(['示例乙', '示例甲']);
    await choose('废止', `/policies/topics/${reform}/repealed/`);
    expect(await listed()).toEqual(['示例乙']);
    expect([await page.getByRole('heading', { level: 1 }).innerText(), await current()]).toEqual(['主题：示例改革，有效性：废止', ['废止', '示例改革']]);
    expect(await page.title()).toMatch(/^主题：示例改革，有效性：废止 - 政策与解读 - /);
    expect(await page.getByRole('navigation', { name: '当前位置' }).getByRole('listitem').allInnerTexts()).toEqual(['首页', '政策与解读', '主题：示例改革', '有效性：废止']);

    // Nothing of the other topic is repealed: that it has nothing is said, and leads nowhere.
    expect(await filters.getByRole('listitem').filter({ hasText: '示例经费' }).innerText()).toContain('没有');
    expect(await filters.getByRole('link', { name: '示例经费' }).count()).toBe(0);
    await choose('有效', `/policies/topics/${reform}/valid/`);
    await choose('示例经费', `/policies/topics/${funds}/valid/`);
    expect(await listed()).toEqual(['示例甲']);
    await choose(/^取消\s?主题：示例经费$/, '/policies/validity/valid/');
    await choose('示例经费', `/policies/topics/${funds}/valid/`);
    await choose(/^取消\s?有效性：有效$/, `/policies/topics/${funds}/`);
    await choose('有效', `/policies/topics/${funds}/valid/`);
    await choose('全部取消', '/policies/');
    expect(await filters.getByText('已选').count()).toBe(0);
  });
});

it('a page of both has nothing in anybody’s way, and its choices are reached by Tab in their order', async () => {
  await visit.read({}, async (page) => {
    await page.goto(`/policies/topics/${reform}/repealed/`);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: /^取消\s?有效性：废止$/ }).focus();
    const reached: string[] = [];
    for (let n = 0; n < 3; n++) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(() => document.activeElement?.textContent?.trim() ?? ''));
    }
    expect(reached).toEqual(['取消主题：示例改革×', '全部取消', '全部有效性']);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/policies/');
  });
});

it('search engines keep the pages of one choice, follow the links of those of both, and find neither in the site map', () => {
  const both = `/policies/topics/${reform}/repealed/`;
  expect([robots(both), robots(`/policies/topics/${reform}/`), robots('/policies/validity/repealed/')]).toEqual(['noindex, follow', undefined, undefined]);
  expect(html(both)).toMatch(new RegExp(`<link rel="canonical" href="https://[^"]+${both}">`));
  expect(html(both)).toContain('property="og:title"');
  expect(readFileSync(join(visit.site.dist, 'sitemap/columns.xml'), 'utf8')).not.toMatch(/policies\/(?:topics|validity)/);
});

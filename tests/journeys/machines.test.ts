import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchPolicy } from '../fixtures/browser.ts';
import { readCode } from '../fixtures/camera.ts';
import { LAUNCH } from '../fixtures/launch.ts';
import { siteToBuild } from '../fixtures/rebuilt-site.ts';
import { article } from '../fixtures/sample.ts';
import { serveFolder } from '../fixtures/static-server.ts';

const SITE = 'https://site.example';
const TRAP = '标题里有</script><!-- 和 <b>"引号"</b> & 别的';
const CONTENT = {
  'content/settings/site.yml': `name: 示例网站\ntagline: 示例介绍\naddress: ${SITE}\nowner: 示例单位\nsecurity: mailto:security@site.example\nbadge: https://badge.example/1\nmistakes: https://mistakes.example/1\nsiteCode: '1234567890'\n`,
  'content/settings/redirects.yml': [
    'moved:', '  - { from: /旧/地方/, to: /news/ }', '  - { from: /old/$place/, to: /tasks/ }', '  - { from: /news/2026-11-20-0930/, to: /tasks/ }', '  - { from: /out/, to: "https://other.example/a b?c=$d" }', '',
  ].join('\n').replace('a b', 'a'),
  'content/news/2026/2026-11-19-1900.md': article(`'${TRAP}'`).replace('2026-11-01T09', '2026-11-19T19'),
};
/** One page of every kind. */
const PAGES = [
  '/', '/news/', '/news/2026/11/', '/news/2026-11-19-1900/', '/policies/', '/policies/2026-11-18-1000/', '/notices/', '/notices/2026-11-16-0900/', '/services/', '/services/zhuxue/', '/tasks/',
  '/pages/about/', '/search/',
];

let folder: string;
let dist: string;
let address: string;
let close: () => void;
let browser: Browser;
const file = (path: string) => readFileSync(join(dist, path), 'utf8');
const page = (path: string) => file(`${path.slice(1)}index.html`);
const dataOf = (html: string) => [...html.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)].map((match) => JSON.parse(match[1]!) as Record<string, any>);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yunduan-machines-'));
  dist = siteToBuild(folder)(CONTENT);
  ({ address, close } = await serveFolder(dist));
  browser = await chromium.launch(LAUNCH);
});
afterAll(async () => {
  await browser.close();
  close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function reader<T>(read: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  await watchPolicy(context);
  try {
    return await read(await context.newPage());
  } finally {
    await context.close();
  }
}

describe('feeds', () => {
  it.each(['/', '/news/', '/policies/', '/notices/', '/services/', '/places/'])('of %s are there as RSS and as JSON, say the same, and its page leads to both', async (path) => {
    const links = [...page(path).matchAll(/<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">/g)].map(([, type, href]) => [type, href]);
    expect(links).toEqual(expect.arrayContaining([['application/rss+xml', `${path}feed.xml`], ['application/feed+json', `${path}feed.json`], ['application/rss+xml', '/feed.xml'], ['application/feed+json', '/feed.json']]));
    const json = JSON.parse(file(`${path.slice(1)}feed.json`)) as Record<string, any>;
    expect(json).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', language: 'zh-CN', home_page_url: SITE + path, feed_url: `${SITE}${path}feed.json`, authors: [{ name: '示例单位', url: `${SITE}/` }] });
    expect(Object.keys(json).filter((key) => !['version', 'title', 'description', 'home_page_url', 'feed_url', 'language', 'authors', 'items'].includes(key))).toEqual([]);
    expect(json['items'].length).toBeGreaterThan(0);
    for (const item of json['items']) {
      // A guide and a place say when they were last changed, all else when it was published.
      const changing = /^https:\/\/site\.example\/(?:services|places)\//.test(item.url);
      expect([item.date_published, item.date_modified].filter(Boolean)).toHaveLength(1);
      expect([item.id, item.url, changing ? item.date_modified : item.date_published, item.title.length > 0, item.content_text.length > 0]).toEqual([item.url, expect.stringMatching(/^https:\/\/site\.example\/[a-z]+\/[a-z\d-]+\/$/), expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/), true, true]);
    }
    const rss = file(`${path.slice(1)}feed.xml`);
    const told = await reader((tab) => tab.evaluate((text) => {
      const xml = new DOMParser().parseFromString(text, 'application/xml');
      return { wrong: xml.querySelector('parsererror')?.textContent, root: xml.documentElement.nodeName, titles: [...xml.querySelectorAll('item > title')].map((node) => node.textContent), links: [...xml.querySelectorAll('item > link')].map((node) => node.textContent) };
    }, rss));
    expect(told).toEqual({ wrong: undefined, root: 'rss', titles: json['items'].map((item: { title: string }) => item.title), links: json['items'].map((item: { url: string }) => item.url) });
    const times = json['items'].map((item: Record<string, string>) => item['date_published'] ?? item['date_modified']);
    expect(times).toEqual([...times].sort().reverse());
  });

  it.each(['/tasks/', '/data/'])('are none of %s, whose entries have no time: its page leads to that of the site alone', (path) => {
    expect([...page(path).matchAll(/<link rel="alternate" type="[^"]+" title="[^"]+" href="([^"]+)">/g)].map(([, href]) => href)).toEqual(['/feed.xml', '/feed.json']);
    expect(readdirSync(join(dist, path))).toEqual(['index.html']);
  });
});

describe('facts for machines', () => {
  it('are right on every kind of page, and the browser refuses nothing of them', async () => {
    await reader(async (tab) => {
      for (const path of PAGES) {
        const types = dataOf(page(path)).map((data) => [data['@context'], data['@type']]);
        const crumbs = path === '/' ? [] : ['BreadcrumbList'];
        const own = path === '/' ? 'WebSite' : path.startsWith('/news/2026-') ? 'NewsArticle' : /^\/(?:policies|notices)\/2026-/.test(path) ? 'Article' : /^\/services\/./.test(path) ? 'GovernmentService' : undefined;
        const expected = [...crumbs, ...(own ? [own] : [])].map((type) => ['https://schema.org', type]);
        expect([path, types.sort()]).toEqual([path, expected.sort()]);
        await tab.goto(address + path);
        expect([path, await tab.locator('h1').count()]).toEqual([path, 1]);
      }
    });
  });

  it('hold a title as it is, whatever is in it', async () => {
    const [news] = dataOf(page('/news/2026-11-19-1900/')).filter((data) => data['@type'] === 'NewsArticle');
    expect(news).toMatchObject({
      headline: TRAP, datePublished: '2026-11-19T19:00:00+08:00', url: `${SITE}/news/2026-11-19-1900/`, author: { '@type': 'Organization', name: '示例来源' }, publisher: { '@type': 'Organization', name: '示例单位' },
    });
    await reader(async (tab) => {
      await tab.goto(`${address}/news/2026-11-19-1900/`);
      expect(await tab.locator('h1').textContent()).toBe(TRAP);
      expect(await tab.evaluate(() => [...document.querySelectorAll('script[type="application/ld+json"]')].map((node) => JSON.parse(node.textContent!)['@type']).sort())).toEqual(['BreadcrumbList', 'NewsArticle']);
      expect(await tab.locator('meta[property="og:title"]').getAttribute('content')).toBe(TRAP);
    });
  });

  it('say how the site is searched and who keeps it, and what a service is', () => {
    const [site] = dataOf(page('/'));
    expect(site).toMatchObject({ url: `${SITE}/`, potentialAction: { '@type': 'SearchAction', target: { urlTemplate: `${SITE}/search/?q={search_term_string}` } }, publisher: { '@type': 'Organization', name: '示例单位' } });
    const service = dataOf(page('/services/zhuxue/')).find((data) => data['@type'] === 'GovernmentService');
    expect(service).toMatchObject({ name: '金秋助学', provider: { name: '示例单位' }, audience: { audienceType: expect.stringContaining('职工子女') }, url: `${SITE}/services/zhuxue/` });
    const crumbs = dataOf(page('/news/2026-11-19-1900/')).find((data) => data['@type'] === 'BreadcrumbList');
    expect(crumbs!['itemListElement'].map((item: Record<string, string>) => [item['position'], item['name'], item['item']])).toEqual([[1, '首页', `${SITE}/`], [2, '改革动态', `${SITE}/news/`], [3, TRAP, undefined]]);
  });

  it('and the tags of the standard for web page tags stand on columns and articles', () => {
    const tags = (path: string) => Object.fromEntries([...page(path).matchAll(/<meta name="([A-Za-z]+)" content="([^"]*)">/g)].map(([, name, content]) => [name!, content!]));
    expect(tags('/news/')).toMatchObject({ SiteName: '示例网站', SiteDomain: 'site.example', SiteIDCode: '1234567890', ColumnName: '改革动态', ColumnType: '工作动态', ColumnDescription: expect.stringMatching(/./), ColumnKeywords: expect.stringMatching(/./) });
    const cover = readdirSync(join(dist, 'news')).map((name) => `/news/${name}/`).find((path) => /\/2026-/.test(path) && page(path).includes('class="cover"'))!;
    expect(tags(cover)).toMatchObject({ ArticleTitle: expect.stringMatching(/./), PubDate: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/), ContentSource: expect.stringMatching(/./), Description: expect.stringMatching(/./), Url: SITE + cover });
    const image = decodeURI(tags(cover)['Image']!);
    expect(image.startsWith(`${SITE}/media/`) && readFileSync(join(dist, image.slice(SITE.length + 1))).length > 0).toBe(true);
    const foot = page('/').slice(page('/').indexOf('<footer'));
    for (const part of ['https://badge.example/1', '党政机关标识', 'https://mistakes.example/1', '我为网站找错', '网站标识码：1234567890']) expect(foot).toContain(part);
  });
});

describe('the picture with which a page is passed on', () => {
  it('is there for every page that can be, and for none else', () => {
    const named = new Set(readdirSync(dist, { recursive: true }).map(String).filter((name) => name.endsWith('.html')).flatMap((name) => /<meta property="og:image" content="([^"]+)">/.exec(file(name))?.[1] ?? []));
    expect(named.size).toBeGreaterThan(5);
    expect([...named].filter((card) => !card.startsWith(`${SITE}/cards/`))).toEqual([]);
    expect(readdirSync(join(dist, 'cards')).filter((name) => name !== 'default.png').sort()).toEqual([...named].map((card) => card.slice(SITE.length + 7)).sort());
    expect(file('404.html')).not.toContain('og:image');
  });
});

it('an article has its address as a picture that telephones read, on paper and on wide screens only', async () => {
  await reader(async (tab) => {
    const code = tab.getByRole('img', { name: '本页网址的二维码' });
    await tab.setViewportSize({ width: 360, height: 740 });
    await tab.goto(`${address}/services/zhuxue/`);
    expect(await code.isVisible()).toBe(false);
    await tab.emulateMedia({ media: 'print' });
    expect([await code.isVisible(), await tab.locator('.page-code-address').innerText()]).toEqual([true, `${SITE}/services/zhuxue/`]);
    await tab.emulateMedia({ media: 'screen' });
    await tab.setViewportSize({ width: 1280, height: 900 });
    expect(await code.isVisible()).toBe(true);
    expect(await readCode(await code.screenshot())).toBe(`${SITE}/services/zhuxue/`);
  });
});

describe('what is said to robots, to finders of holes and to servers', () => {
  it('is where they look for it', () => {
    expect(file('robots.txt')).toBe(`User-agent: *\nDisallow: /admin/\n\nSitemap: ${SITE}/sitemap.xml\n`);
    expect(file('.well-known/security.txt')).toBe(`Contact: mailto:security@site.example\nExpires: 2027-07-01T00:00:00+08:00\nPreferred-Languages: zh\nCanonical: ${SITE}/.well-known/security.txt\n`);
    expect(JSON.parse(file('manifest.webmanifest'))).toMatchObject({ name: '示例网站', lang: 'zh-CN', start_url: '/', icons: [{ src: '/favicon.svg' }] });
  });

  it('tells a telephone’s home screen what the site is called, once the page is read', async () => {
    expect(file('index.html')).not.toContain('rel="manifest"');
    await reader(async (tab) => {
      await tab.goto(`${address}/`);
      await tab.locator('link[rel=manifest][href="/manifest.webmanifest"]').waitFor({ state: 'attached', timeout: 10_000 });
    });
  });

  it('leads on from addresses that moved, but from none that is a page, and writes nothing that a server would read otherwise', () => {
    const lines = (name: string) => file(name).split('\n').filter((line) => line && !line.startsWith('#'));
    expect(lines('_redirects')).toEqual(['/%E6%97%A7/%E5%9C%B0%E6%96%B9/ /news/ 301', '/out/ https://other.example/a?c=%24d 301']);
    expect(lines('_redirects.nginx')).toEqual(['"/旧/地方/" "/news/";', '"/out/" "https://other.example/a?c=%24d";']);
    expect(lines('_redirects.caddy')).toEqual(['redir "/旧/地方/" "/news/" 301', 'redir "/out/" "https://other.example/a?c=%24d" 301']);
    // Where no server reads a file, the page leads on.
    expect(page('/old/$place/')).toContain('url=/tasks/');
  });
});

it('an address that leads nowhere offers a search for its words, the columns, and works without scripts', async () => {
  await reader(async (tab) => {
    await tab.goto(`${address}/服务/金秋助学.html`);
    expect(await tab.getByRole('main').getByRole('searchbox').inputValue()).toBe('服务 金秋助学');
    await tab.goto(`${address}/news/2019-01-01-0900/`);
    expect(await tab.getByRole('main').getByRole('searchbox').inputValue()).toBe('');
  });
  const lost = file('404.html');
  expect(lost).toMatch(/<form[^>]*action="\/search\/"[^>]*method="get"/);
  for (const path of ['/news/', '/policies/', '/notices/', '/services/', '/tasks/']) expect(lost).toContain(`href="${path}"`);
});

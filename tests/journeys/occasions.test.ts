import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { compileSite } from '../../cms/desk/publishing/compile.ts';
import { barriersNow } from '../fixtures/barriers.ts';
import { PAGES } from '../fixtures/kinds.ts';
import { type Reader, Visit } from '../fixtures/readers.ts';
import { siteAt } from '../fixtures/site-at.ts';
import { CHECKOUT, COMPILED } from '../fixtures/compiled.ts';
import { testFolder } from '../fixtures/folder.ts';
import { makeRepository } from '../fixtures/git.ts';
import { PublishedSite, releasedTree } from '../fixtures/release.ts';
import { article, SAMPLE } from '../fixtures/sample.ts';
import { commitWorld } from '../fixtures/world.ts';

const MOURNING = 'days:\n  - { from: 2026-11-20, to: 2026-11-20, pages: 全站 }\n  - { from: 2026-11-22, to: 2026-11-22, pages: 只有首页 }\n';
const ALERTS = `shown:
  - { text: 今晚系统维护，暂停网上申请, level: 一般, from: '2026-11-20T18:00:00+08:00', to: '2026-11-20T22:00:00+08:00' }
  - { text: 道路中断，服务窗口今天不开门, level: 紧急, link: /notices/, from: '2026-11-20T08:00:00+08:00', to: '2026-11-21T08:00:00+08:00' }
  - { text: 已经过去的, level: 重要, from: '2026-11-19T08:00:00+08:00', to: '2026-11-19T18:00:00+08:00' }
`;
/** The alphabet: no text that anybody could take for one of ours. */
const LETTERS = 'ཀ་ཁ་ག་ང་། ཅ་ཆ་ཇ་ཉ་། ཏ་ཐ་ད་ན་། པ་ཕ་བ་མ་།';
const TIBETAN = '/news/2026-11-20-1200/';

const visit = new Visit(() => siteAt('2026-11-20T20:00:00+08:00', {
  'content/settings/mourning.yml': MOURNING,
  'content/settings/alerts.yml': ALERTS,
  'content/news/2026/2026-11-20-1200.md': article(LETTERS.slice(0, 12), `${LETTERS.repeat(8)}\n\n字母${LETTERS.slice(0, 8)}四个。`).replace('2026-11-01T09:00', '2026-11-20T12:00'),
}));
const reader = <T>(options: Reader, read: (page: Page) => Promise<T>) => visit.read(options, read);

/** The most colour that any point of a picture has: 0 where all is grey. */
async function colour(picture: Buffer): Promise<number> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let most = 0;
  for (let i = 0; i < data.length; i += info.channels) most = Math.max(most, Math.max(data[i]!, data[i + 1]!, data[i + 2]!) - Math.min(data[i]!, data[i + 1]!, data[i + 2]!));
  return most;
}

describe('a day of mourning', () => {
  it('has no colour on any page and in any theme, nor in the browser’s frame, and moves nothing that is fixed', async () => {
    for (const [theme, paths] of [['light', ['/', '/tasks/', '/news/2026-11-20-0930/', '/no-such-page/']], ['dark', ['/']], ['contrast', ['/']], ['elder', ['/']]] as const) {
      await reader({ theme }, async (page) => {
        for (const path of paths) {
          await page.goto(path);
          expect([theme, path, await colour(await page.screenshot({ fullPage: true }))]).toEqual([theme, path, 0]);
          expect(await page.locator('meta[name=theme-color]').count()).toBe(0);
        }
      });
    }
    await reader({}, async (page) => {
      await page.goto('/news/2026-11-20-0930/');
      const top = await page.evaluate(async () => {
        const fixed = document.body.appendChild(document.createElement('div'));
        Object.assign(fixed.style, { position: 'fixed', top: '0', width: '1px', height: '1px' });
        scrollTo({ top: 500, behavior: 'instant' });
        await new Promise(requestAnimationFrame);
        return [scrollY > 0, fixed.getBoundingClientRect().top];
      });
      expect(top).toEqual([true, 0]);
    });
  });

  it('prints as ever', async () => {
    await reader({}, async (page) => {
      await page.goto('/news/2026-11-20-0930/');
      await page.emulateMedia({ media: 'print' });
      expect(await colour(await page.screenshot({ fullPage: true }))).toBeGreaterThan(60);
    });
  });
});

describe('an alert', () => {
  const ALERTED = ['紧急道路中断，服务窗口今天不开门', '提示今晚系统维护，暂停网上申请'];
  const told = async (page: Page) => (await page.getByRole('complementary', { name: '紧急提示' }).getByRole('listitem').allInnerTexts()).map((text) => text.replace(/\s+/g, ''));

  it('is on every kind of page, the gravest first', async () => {
    await reader({}, async (page) => {
      for (const path of PAGES.filter((one) => one !== '/offline/')) {
        await page.goto(path, { waitUntil: 'commit' });
        expect([path, await told(page)]).toEqual([path, ALERTED]);
      }
    });
  });

  it.each([['light', 360], ['light', 1280], ['dark', 360], ['contrast', 1280], ['elder', 360], ['elder', 1280]] as const)('cannot be closed and covers nothing, in %s at %i px', async (theme, width) => {
    await reader({ theme, viewport: { width, height: 740 } }, async (page) => {
      await page.goto('/policies/');
      const alerts = page.getByRole('complementary', { name: '紧急提示' });
      expect(await told(page)).toEqual(ALERTED);
      expect(await alerts.getByRole('button').count()).toBe(0);
      const [box, main] = await Promise.all([alerts.boundingBox(), page.getByRole('main').boundingBox()]);
      expect(box!.y + box!.height).toBeLessThanOrEqual(main!.y);
      expect((await alerts.getByRole('link').boundingBox())!.height).toBeGreaterThanOrEqual(theme === 'elder' ? 60 : 44);
      expect(await barriersNow(page, theme)).toEqual([]);
    });
  });
});

it('grey and alerts come and go by themselves, and where only the home page is grey only it is made again', async () => {
  const folder = await testFolder();
  const world = { files: new Map<string, string | Buffer>(Object.entries({ ...SAMPLE, 'content/settings/mourning.yml': MOURNING, 'content/settings/alerts.yml': ALERTS })), now: Date.parse('2026-11-19T20:00:00+08:00'), turn: 0 };
  makeRepository(join(folder, 'work'), Object.fromEntries(world.files));
  const repository = join(folder, 'work/.git');
  const data = join(folder, 'data');
  const published = new PublishedSite(data, repository);
  onTestFinished(() => published.close());
  const compiled = await compileSite(CHECKOUT, COMPILED, () => {});
  const commit = commitWorld(repository, world);
  const told: string[] = [];
  let now = world.now;
  for (let i = 0; i < 12; i++) {
    const { nextChange, what } = await published.publish({ commit, now, compiled });
    const tree = releasedTree(data);
    const grey = [...tree].filter(([file, bytes]) => file.endsWith('.html') && bytes.includes('data-grey')).length;
    const html = [...tree.keys()].filter((file) => file.endsWith('.html')).length;
    const alerts = [...tree.get('news/index.html')!.toString().matchAll(/<li class="alert/g)].length;
    const beijing = new Date(now + 8 * 3_600_000).toISOString().slice(5, 16);
    told.push(`${beijing} ${grey === html ? 'all grey' : grey === 1 ? 'home grey' : `${grey} grey`}, ${alerts} alerts${i === 0 ? '' : what.rendered === 1 ? ', one page made' : ''}`);
    if (nextChange === undefined) break;
    now = nextChange;
  }
  expect(told).toEqual([
    '11-19T20:00 0 grey, 0 alerts', '11-20T00:00 all grey, 0 alerts', '11-20T08:00 all grey, 1 alerts', '11-20T18:00 all grey, 2 alerts', '11-20T22:00 all grey, 1 alerts',
    '11-21T00:00 0 grey, 1 alerts', '11-21T08:00 0 grey, 0 alerts', '11-22T00:00 home grey, 0 alerts, one page made', '11-23T00:00 0 grey, 0 alerts, one page made',
  ]);
});

describe('Tibetan', () => {
  it('is marked and set in its own face, which no other page fetches', async () => {
    await reader({ viewport: { width: 1280, height: 900 } }, async (page) => {
      const fonts: string[] = [];
      page.on('request', (request) => request.resourceType() === 'font' && fonts.push(new URL(request.url()).pathname));
      await page.goto('/policies/');
      await page.evaluate(() => document.fonts.ready);
      expect(fonts).toEqual([]);
      await page.goto(TIBETAN);
      await page.evaluate(() => document.fonts.ready);
      expect(fonts).toEqual([expect.stringMatching(/^\/_astro\/noto-serif-tibetan-[\w.-]+\.woff2$/)]);
      expect(await page.evaluate(() => document.fonts.check('16px "Noto Serif Tibetan"', 'ཀ'))).toBe(true);
      const set = await page.evaluate(() => [...document.querySelectorAll('main [lang=bo]')].map((element) => {
        const { lineHeight, fontSize, fontFamily, letterSpacing } = getComputedStyle(element);
        return [element.localName, Number.parseFloat(lineHeight) / Number.parseFloat(fontSize) >= 1.8, fontFamily.startsWith('"Noto Serif Tibetan"'), letterSpacing];
      }));
      expect(set).toEqual([['h1', true, true, 'normal'], ['p', true, true, 'normal'], ['span', true, true, 'normal']]);
    });
  });

  it('breaks after a tsheg, and begins no line with a shad', async () => {
    await reader({}, async (page) => {
      await page.goto(TIBETAN);
      await page.evaluate(() => document.fonts.ready);
      const lines = await page.evaluate(() => {
        const text = document.querySelector('.prose p')!.firstChild as Text;
        const range = document.createRange();
        const found: string[] = [];
        let top = Number.NaN;
        for (let i = 0; i < text.length; i++) {
          range.setStart(text, i);
          range.setEnd(text, i + 1);
          const rect = [...range.getClientRects()].at(-1);
          if (!rect || rect.width === 0) { if (found.length) found[found.length - 1]! += text.data[i]!; continue; }
          if (!(Math.abs(rect.top - top) < 8)) found.push('');
          top = rect.top;
          found[found.length - 1]! += text.data[i]!;
        }
        return found;
      });
      expect(lines.length).toBeGreaterThan(3);
      expect(lines.filter((line) => /^[།་]/.test(line))).toEqual([]);
      expect(lines.slice(0, -1).filter((line) => !/[་།]\s*$/.test(line))).toEqual([]);
    });
  });
});

import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { siteAt } from '../fixtures/site-at.ts';
import { paragraphs, shifted } from '../fixtures/measures.ts';
import { type Reader, Visit } from '../fixtures/readers.ts';
import type { Spoken } from '../fixtures/voices.ts';

const ARTICLE = '/news/2026-11-20-0930/';
const visit = new Visit(() => siteAt('2026-11-20T20:00:00+08:00'));
const reader = <T>(options: Reader, read: (page: Page) => Promise<T>) => visit.read(options, read);
const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const chosen = (page: Page) => page.evaluate(() => ({ ...document.documentElement.dataset }));
const frame = (page: Page) => page.evaluate(() => [...document.querySelectorAll<HTMLMetaElement>('[name=theme-color]')].map(({ content }) => content));
const [PAPER, NIGHT, BLACK] = ['rgb(251, 246, 236)', 'rgb(25, 20, 17)', 'rgb(0, 0, 0)'];

describe('how a page looks', () => {
  it('is the system’s until somebody chooses, without scripts for good', async () => {
    for (const javaScriptEnabled of [true, false]) {
      for (const [colorScheme, paper] of [['light', PAPER], ['dark', NIGHT]] as const) {
        await reader({ colorScheme, javaScriptEnabled }, async (page) => {
          await page.goto('/');
          expect(await background(page)).toBe(paper);
          expect(await page.getByRole('button', { name: '显示设置' }).count()).toBe(javaScriptEnabled ? 1 : 0);
          expect(await page.getByRole('button', { name: '长辈版' }).count()).toBe(javaScriptEnabled ? 1 : 0);
        });
      }
    }
  });

  it('is chosen by the keyboard alone, remembered on every page, followed in other tabs, and given back', async () => {
    await reader({}, async (page) => {
      await page.goto('/');
      const other = await page.context().newPage();
      await other.goto(ARTICLE);
      await page.bringToFront();
      const button = page.getByRole('button', { name: '显示设置' });
      for (let i = 0; i < 10 && !(await button.evaluate((element) => element === document.activeElement)); i++) await page.keyboard.press('Tab');
      expect(await button.getAttribute('aria-expanded')).toBe('false');
      await page.keyboard.press('Enter');
      expect(await button.getAttribute('aria-expanded')).toBe('true');
      await page.keyboard.press('Tab');
      for (const [theme, paper] of [['light', PAPER], ['dark', NIGHT], ['contrast', BLACK]] as const) {
        await page.keyboard.press('ArrowRight');
        expect([await chosen(page), await background(page)]).toEqual([{ js: '', theme }, paper]);
        await other.waitForFunction((expected) => document.documentElement.dataset['theme'] === expected, theme);
      }
      expect(await frame(page)).toEqual(['#000', '#000']);
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowRight');
      expect((await chosen(page))['size']).toBe('large');
      await page.keyboard.press('Escape');
      expect(await page.locator('#display').isHidden()).toBe(true);
      expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.goto(ARTICLE);
      expect(await chosen(page)).toEqual({ js: '', theme: 'contrast', size: 'large' });
      await button.click();
      await page.getByRole('radio', { name: '跟随系统' }).check();
      await page.getByRole('radio', { name: '标准' }).check();
      expect([await chosen(page), await frame(page), await page.evaluate(() => localStorage.length)]).toEqual([{ js: '' }, ['#8c2316', '#5c1b10'], 0]);
    });
  });

  it('stands on <html> before there is a body, so that nothing flashes', async () => {
    await reader({ theme: 'dark', size: 'huge' }, async (page) => {
      await page.addInitScript(() => {
        const seen: (string | undefined)[] = [];
        Object.assign(globalThis, { seen });
        new MutationObserver(() => document.body && seen.length === 0 && seen.push(document.documentElement.dataset['theme'])).observe(document, { childList: true, subtree: true });
      });
      await page.goto(ARTICLE);
      expect(await page.evaluate(() => (globalThis as unknown as { seen: unknown[] }).seen)).toEqual(['dark']);
      expect(await frame(page)).toEqual(['#5c1b10', '#5c1b10']);
    });
  });

  it('can be chosen where nothing may be kept', async () => {
    await reader({ storage: false }, async (page) => {
      const errors: Error[] = [];
      page.on('pageerror', (error) => errors.push(error));
      await page.goto('/');
      await page.getByRole('button', { name: '显示设置' }).click();
      await page.getByRole('radio', { name: '深色' }).check();
      expect([await background(page), errors]).toEqual([NIGHT, []]);
    });
  });

  it('长辈版 is one press away on every page, and so is the way out', async () => {
    await reader({}, async (page) => {
      await page.goto('/tasks/');
      await page.getByRole('button', { name: '长辈版', exact: true }).click();
      await page.goto('/');
      expect(await chosen(page)).toEqual({ js: '', theme: 'elder' });
      expect(await page.locator('.dawn').isHidden()).toBe(true);
      await page.getByRole('button', { name: '退出长辈版' }).click();
      expect(await chosen(page)).toEqual({ js: '' });
    });
  });
});

describe('measured', () => {
  it('the text of 长辈版 goes up to 30 px, with room between lines and paragraphs', async () => {
    for (const [size, least] of [['', 18], ['large', 24], ['huge', 30]] as const) {
      await reader({ theme: 'elder', size }, async (page) => {
        await page.goto(ARTICLE);
        const measured = await paragraphs(page);
        expect(measured.length).toBeGreaterThan(1);
        for (const one of measured) {
          expect(one.size).toBeGreaterThanOrEqual(least);
          expect(one.line).toBeGreaterThanOrEqual(one.size * 1.3);
          expect(one.gap).toBeGreaterThanOrEqual(one.line * 1.3);
        }
      });
    }
  });

  it('forced colours take nothing away: tiles, seals, badges and the ring of focus are still seen', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await reader({ forcedColors: 'active', colorScheme, viewport: { width: 1280, height: 900 } }, async (page) => {
        const drawn = async (selector: string) => (await sharp(await page.locator(selector).first().screenshot()).greyscale().stats()).channels[0]!.stdev;
        await page.goto('/');
        for (const selector of ['.progress-cells .cell-done', '.progress-cells .cell-doing', '.progress-cells .cell-undone', '.seal', '.tag', '.search-form button', '.count']) {
          expect([selector, await drawn(selector) > 8]).toEqual([selector, true]);
        }
        // Three states, three pictures.
        const pictures = await Promise.all(['done', 'doing', 'undone'].map((state) => page.locator(`.cell-${state}`).first().screenshot()));
        expect(new Set(pictures.map((bytes) => bytes.toString('base64'))).size).toBe(3);
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        const ring = await page.evaluate(() => {
          const { outlineStyle, outlineColor } = getComputedStyle(document.activeElement!);
          return [outlineStyle, outlineColor === getComputedStyle(document.body).backgroundColor];
        });
        expect(ring).toEqual(['solid', false]);
      });
    }
  });
});

describe('read aloud', () => {
  const spoken = (page: Page) => page.evaluate(() => (globalThis as unknown as { spoken: Spoken[] }).spoken);
  const ends = (page: Page) => page.evaluate(() => void (globalThis as unknown as { speechEnds: () => void }).speechEnds());
  const speaking = (page: Page) => page.evaluate(() => (globalThis as unknown as { speaking: () => number }).speaking());
  const marked = (page: Page) => page.evaluate(() => [...(CSS.highlights.get('aloud') ?? [])].map((range) => String(range)).join(''));

  it('sentence by sentence, each marked, by a Mandarin voice; paused, hastened, stopped', async () => {
    await reader({ voices: ['en-US', 'zh-HK', 'zh-CN'] }, async (page) => {
      await page.goto(ARTICLE);
      await page.getByRole('button', { name: '朗读', exact: true }).click();
      expect(await spoken(page)).toEqual([{ text: '黄南工会改革回顾：从学习考察到任务清单', rate: 1, voice: 'zh-CN' }]);
      expect(await marked(page)).toBe('黄南工会改革回顾：从学习考察到任务清单');
      // The subtitle, and the first sentence of the summary.
      await ends(page);
      await ends(page);
      expect(await marked(page)).toBe('改革从哪里起步，方案怎样形成，任务由谁落实？');
      await page.getByRole('button', { name: '暂停' }).click();
      expect([await speaking(page), await marked(page)]).toEqual([0, '改革从哪里起步，方案怎样形成，任务由谁落实？']);
      await page.getByRole('button', { name: '继续' }).click();
      await page.getByRole('combobox', { name: '语速' }).selectOption('快');
      expect((await spoken(page)).slice(-2)).toEqual([
        { text: '改革从哪里起步，方案怎样形成，任务由谁落实？', rate: 1, voice: 'zh-CN' }, { text: '改革从哪里起步，方案怎样形成，任务由谁落实？', rate: 1.25, voice: 'zh-CN' },
      ]);
      expect(await speaking(page)).toBe(1);
      await page.getByRole('button', { name: '停止' }).click();
      expect([await speaking(page), await marked(page), await page.getByRole('button', { name: '停止' }).count()]).toEqual([0, '', 0]);
    });
  });

  it('to the end, a row of a table as one, without marks and navigation; what is read stays in sight', async () => {
    await reader({ voices: ['cmn-Hans-CN'] }, async (page) => {
      await page.goto(ARTICLE);
      await page.getByRole('button', { name: '朗读', exact: true }).click();
      let seen = 0;
      for (let i = 0; i < 300 && await speaking(page) > 0; i++) {
        const { text, top } = await page.evaluate(() => {
          const [range] = [...CSS.highlights.get('aloud')!] as Range[];
          return { text: String(range), top: range!.getBoundingClientRect().top };
        });
        if (text.includes('没有完成的那一项')) {
          await page.waitForTimeout(700);
          const now = await page.evaluate(() => ([...CSS.highlights.get('aloud')!][0] as Range).getBoundingClientRect().top);
          seen = now > 0 && now < 740 ? 1 : top;
        }
        await ends(page);
      }
      const all = (await spoken(page)).map(({ text }) => text);
      expect(seen).toBe(1);
      expect(Math.max(...all.map((text) => text.length))).toBeLessThanOrEqual(50);
      expect(all).toContain('2017年9月16日，《黄南州总工会改革方案》印发');
      expect(all).toContain('帮扶、助学、体检、疗休养：一组数字看改革成效');
      expect(all.join('')).not.toMatch(/\[1\]|↩|站外链接|本页内容|上一篇|打印/);
      expect(await page.getByRole('button', { name: '朗读', exact: true }).count()).toBe(1);
    });
  });

  it('is quiet when the page is left', async () => {
    await reader({ voices: ['zh-CN'] }, async (page) => {
      await page.goto(ARTICLE);
      await page.getByRole('button', { name: '朗读', exact: true }).click();
      expect(await speaking(page)).toBe(1);
      expect(await page.evaluate(() => {
        dispatchEvent(new PageTransitionEvent('pagehide'));
        return (globalThis as unknown as { speaking: () => number }).speaking();
      })).toBe(0);
    });
  });

  it.each([['this browser as it is', undefined], ['one that speaks English and Cantonese', ['en-US', 'zh-HK']]])('says in a sentence that there is no voice: %s', async (_name, voices) => {
    await reader(voices ? { voices } : {}, async (page) => {
      await page.goto(ARTICLE);
      await page.getByText('此浏览器没有中文语音，不能朗读。').waitFor();
      expect(await page.getByRole('button', { name: '朗读' }).count()).toBe(0);
      expect(await shifted(page)).toBe(0);
    });
  });

  it('and printing are not offered without scripts', async () => {
    await reader({ javaScriptEnabled: false }, async (page) => {
      await page.goto(ARTICLE);
      expect(await page.locator('.aids').isHidden()).toBe(true);
    });
  });

  it('the print button prints', async () => {
    await reader({}, async (page) => {
      await page.goto(ARTICLE);
      await page.evaluate(() => addEventListener('beforeprint', () => void (document.title = 'printed')));
      await page.getByRole('button', { name: '打印' }).click();
      await expect.poll(() => page.title()).toBe('printed');
    });
  });
});

import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { buildSite } from '../fixtures/built-site.ts';
import { KINDS } from '../fixtures/kinds.ts';
import { Visit } from '../fixtures/readers.ts';

const visit = new Visit(buildSite);

/** Where the focus is: what it is called, and what is wrong with how it is shown. */
interface Stop { name: string; wrong: string[] }

const stopAt = (page: Page): Promise<Stop | null> => page.evaluate(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  // A choice that is drawn by what stands beside it.
  const shown = element.matches('input[type=radio]') ? element.nextElementSibling! : element;
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  const { left, top, width, height } = shown.getBoundingClientRect();
  const wrong = [];
  if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) wrong.push(`no ring (${outlineStyle} ${outlineWidth})`);
  // A link that is broken over two lines has a middle that is not its own: one of its boxes is enough.
  const seen = [...shown.getClientRects()].some((box) => {
    const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return there !== null && (shown.contains(there) || there.contains(shown) || element.contains(there));
  });
  if (!seen) wrong.push(`not in sight (${Math.round(left)}, ${Math.round(top)}, ${Math.round(width)}×${Math.round(height)})`);
  return { name: `${element.localName} ${(element.getAttribute('aria-label') || element.textContent || element.getAttribute('name') || '').trim().slice(0, 24)}`, wrong };
});

/** Presses Tab from the top of a page until its end. */
async function walk(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let n = 0; n < 400; n++) {
    await page.keyboard.press('Tab');
    const stop = await stopAt(page);
    if (!stop) return stops;
    stops.push(stop);
  }
  throw new Error('the focus never comes to the end of the page');
}

it.each([['home', 1280], ['article', 360], ['notices', 1280], ['tables', 360], ['search', 1280], ['policies', 360], ['narrowed', 360]] as const)(
  'the whole page “%s” is walked through by Tab at %i px, each stop with a ring and in sight, and Shift+Tab leads back',
  async (kind, width) => {
    await visit.read({ viewport: { width, height: 800 }, reducedMotion: 'reduce' }, async (page) => {
      await page.goto(KINDS[kind]);
      const stops = await walk(page);
      expect(stops[0]?.name).toBe('a 跳到正文');
      expect(stops.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
      const links = await page.evaluate(() => [...document.querySelectorAll('a[href]')].filter((link) => link.checkVisibility({ visibilityProperty: true }) && !link.closest('[aria-hidden]') && (link as HTMLElement).tabIndex >= 0).length);
      expect(stops.filter(({ name }) => name.startsWith('a ')).length).toBe(links);
      await page.keyboard.press('Shift+Tab');
      expect((await stopAt(page))?.name).toBe(stops.at(-1)?.name);
    });
  },
);

it('the skip link goes past the masthead, so that the next Tab is in the text', async () => {
  await visit.read({ viewport: { width: 1280, height: 800 } }, async (page) => {
    await page.goto(KINDS.article);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  });
});

it('what is looked for is typed, found and opened without a mouse', async () => {
  await visit.read({ viewport: { width: 1280, height: 800 } }, async (page) => {
    await page.goto(KINDS.home);
    const field = page.getByRole('main').getByRole('searchbox');
    for (let n = 0; n < 40 && !(await field.evaluate((one) => one === document.activeElement)); n++) await page.keyboard.press('Tab');
    await page.keyboard.type('金秋助学');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\/\?q=/);
    const result = page.locator('.result-title a').first();
    await result.waitFor();
    for (let n = 0; n < 60 && !(await result.evaluate((one) => one === document.activeElement)); n++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.pathname.startsWith('/search/'));
    expect(await page.locator('main').innerText()).toContain('金秋助学');
  });
});

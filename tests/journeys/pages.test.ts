import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { barriersNow } from '../fixtures/barriers.ts';
import { PAGES } from '../fixtures/kinds.ts';
import { LAUNCH } from '../fixtures/launch.ts';
import { shifted, smallTargets, smallText } from '../fixtures/measures.ts';
import { readAs, type Reader } from '../fixtures/readers.ts';
import { siteAt, type StandingSite } from '../fixtures/site-at.ts';

/** Whether every kind of page is looked at in every way (`npm run proof`), or each on a telephone in the two ways that differ most, and a sixth of them in every other. */
const ALL = process.env.YUNDUAN_PAGES === 'all';

const WAYS: readonly (Reader & { told: string; all?: true })[] = [
  { told: 'light', colorScheme: 'light', all: true }, { told: '长辈版', theme: 'elder', all: true },
  { told: 'dark', colorScheme: 'dark' }, { told: 'high contrast', theme: 'contrast' }, { told: 'forced colours', forcedColors: 'active' },
  { told: 'light, largest text', size: 'huge' }, { told: '长辈版, largest text', theme: 'elder', size: 'huge' },
];
const LOOKS = WAYS.flatMap((way) => [360, 1280].map((width) => ({ ...way, width, all: ALL || (way.all && width === 360) })));
/** One in so many pages, where not all are looked at; each way begins at another. */
const SHARE = 6;

let site: StandingSite;
let browser: Browser;

beforeAll(async () => {
  // While the sample list is open to the public.
  site = await siteAt('2026-11-20T20:00:00+08:00');
  browser = await chromium.launch(LAUNCH);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

it.each(LOOKS.map((look, n) => [look.told, look.width, look, n] as const))(
  'pages in %s at %i px: nothing moves by itself, nothing is too small to press or to read, nothing scrolls sideways, and axe finds nothing',
  { timeout: 900_000 },
  async (_told, width, { all, ...way }, n) => {
    const problems: string[] = [];
    for (const path of all ? PAGES : PAGES.filter((_path, at) => at % SHARE === n % SHARE)) {
      const look = () => readAs(browser, site.address, { ...way, viewport: { width, height: 900 } }, async (page) => {
        await page.goto(path);
        const moved = await shifted(page);
        const elder = way.theme === 'elder';
        const small = [...(await smallTargets(page, elder ? 60 : 44)), ...(elder ? await smallText(page, 18) : [])];
        return { moved, found: [...small, ...(await barriersNow(page, 'axe'))] };
      });
      const first = await look();
      // A loaded machine may paint half of a page that is still being read: what the page itself moves, it moves each time.
      const moved = first.moved > 0 ? Math.min(first.moved, (await look()).moved, (await look()).moved) : 0;
      problems.push(...first.found.map((one) => `${path} ${one}`), ...(moved > 0 ? [`${path} moves by ${moved}`] : []));
    }
    expect(problems).toEqual([]);
  },
);

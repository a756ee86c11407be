import { expect, it } from 'vitest';
import { PAGES } from '../fixtures/kinds.ts';
import { shifted } from '../fixtures/measures.ts';
import { Visit } from '../fixtures/readers.ts';
import { siteAt } from '../fixtures/site-at.ts';

const visit = new Visit(() => siteAt('2026-11-20T20:00:00+08:00'));

it.each(PAGES)('%s moves nothing by itself, on a telephone and a desk, also in 长辈版', async (path) => {
  for (const theme of ['light', 'elder']) {
    for (const width of [360, 1280]) {
      const moved = () => visit.read({ theme, viewport: { width, height: 900 } }, async (page) => {
        await page.goto(path);
        return shifted(page);
      });
      const first = await moved();
      // A loaded machine may paint half of a page that is still being read: what the page itself moves, it moves each time.
      expect([theme, width, first > 0 ? Math.min(first, await moved(), await moved()) : 0]).toEqual([theme, width, 0]);
    }
  }
});

import { describe, expect, it } from 'vitest';
import { buildSite, LONG_ARTICLE } from '../fixtures/built-site.ts';
import { KINDS, type Kind } from '../fixtures/kinds.ts';
import { Lighthouse } from '../fixtures/lighthouse.ts';
import { Visit } from '../fixtures/readers.ts';
import { weigh } from '../fixtures/weight.ts';

/** Those that Lighthouse judges here; `npm run bench -- site` judges all. */
const JUDGED: readonly Kind[] = ['home', 'article', 'notices', 'service', 'search'];
/** Whether the machine has nothing else to do: only then do the times of a page mean anything. `npm run proof` says so. */
const TIMED = process.env.YUNDUAN_TIMED === '1';
const KB = 1000;

const visit = new Visit(() => buildSite());

describe('the built site, served with compression', () => {
  it('weighs at most 20 kB for an article of 4,500 characters, 8 kB of it CSS, and no page but the search has 5 kB of JavaScript', async () => {
    const article = await weigh(visit.browser, visit.site.address + LONG_ARTICLE);
    expect(article.bytes).toBeLessThanOrEqual(20 * KB);
    expect(article.styleBytes).toBeLessThanOrEqual(8 * KB);
    // The text alone has over five: less would mean that something was not weighed.
    expect(article.bytes).toBeGreaterThan(8 * KB);
    for (const path of Object.values(KINDS)) {
      if (path === KINDS.search) continue;
      const { scriptBytes, styleBytes } = await weigh(visit.browser, visit.site.address + path);
      expect([path, scriptBytes <= 5 * KB, styleBytes <= 8 * KB]).toEqual([path, true, true]);
    }
  });

  it.each(JUDGED)('has full marks from Lighthouse for its %s', async (kind) => {
    const lighthouse = await Lighthouse.open();
    try {
      const { faults, lcpMs, tbtMs, performance, ...judged } = await lighthouse.judge(visit.site.address + KINDS[kind], TIMED ? 3 : 1);
      expect(judged).toEqual({ accessibility: 100, 'best-practices': 100, seo: 100, shift: 0 });
      if (!TIMED) return;
      expect({ performance, tbtMs, faults }).toEqual({ performance: 100, tbtMs: 0, faults: [] });
      expect(lcpMs).toBeLessThanOrEqual(1200);
    } finally {
      await lighthouse.close();
    }
  });
});

import { expect, it } from 'vitest';
import { sideways, violations } from '../fixtures/barriers.ts';
import { PAGES } from '../fixtures/kinds.ts';
import { smallTargets, smallText } from '../fixtures/measures.ts';
import { Visit } from '../fixtures/readers.ts';
import { siteAt } from '../fixtures/site-at.ts';
import { LARGEST, LOOKS, lookAs } from '../fixtures/ways.ts';

// While the sample list is open to the public.
const visit = new Visit(() => siteAt('2026-11-20T20:00:00+08:00'));

it.each(PAGES)('%s has nothing in anybody’s way, in every look, on a telephone, a tablet and a desk', async (path) => {
  await visit.read({}, async (page) => {
    await page.goto(path);
    const problems: string[] = [];
    for (const width of [360, 768, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      for (const way of [...LOOKS, ...LARGEST]) {
        await lookAs(page, way);
        const elder = way.theme === 'elder';
        const found = [...(await smallTargets(page, elder ? 60 : 44)), ...(elder ? await smallText(page, 18) : []), ...(await sideways(page))];
        // A colour is the same on a tablet, and in larger letters.
        if (width !== 768 && !way.size) found.push(...(await violations(page)));
        problems.push(...found.map((one) => `${way.told} ${width} ${one}`));
      }
    }
    expect(problems).toEqual([]);
  });
});

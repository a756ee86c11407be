import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { compileSite } from '../../cms/desk/publishing/compile.ts';
import { CHECKOUT, COMPILED } from '../../tests/fixtures/compiled.ts';
import { SAMPLE } from '../../tests/fixtures/sample.ts';
import { snapshotOf } from '../../tests/fixtures/snapshot.ts';
import { Recorder } from '../queries/record.ts';
import { loadSite } from './render.ts';

it('a site that was loaded renders every kind of page when its files are gone', async () => {
  const { folder } = await compileSite(CHECKOUT, COMPILED, () => {});
  // Beside the others: what the templates import of packages is found from there.
  const copy = join(COMPILED, `compiled/gone-${process.pid}`);
  onTestFinished(() => rm(copy, { recursive: true, force: true }));
  await cp(folder, copy, { recursive: true });
  const site = await loadSite(copy);
  await rm(copy, { recursive: true });
  const { snapshot } = await snapshotOf(SAMPLE);
  for (const path of ['/', '/news/', '/news/2026-11-01-0900/', '/notices/', '/services/', '/tasks/', '/data/', '/site-map/', '/feed.xml', '/404.html']) {
    const { bytes } = await site.render(new Recorder(snapshot).open().door, path);
    expect([path, bytes.length > 200]).toEqual([path, true]);
  }
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { testFolder } from '../../../tests/fixtures/folder.ts';
import { EntryCache } from '../../../src/content/entry-cache.ts';
import { openCrew, WORTH_A_CREW } from './crew.ts';

it('tells what ended a thread before it had work', { timeout: 20_000 }, async () => {
  const data = join(await testFolder(), 'data');
  // A file where the cache's folder would be: no thread can open it.
  writeFileSync(data, '');
  const crew = openCrew({
    order: 1, id: 'x', repository: data, commit: 'x', main: 'x', compiled: data, templates: 'x', model: 'x', data, now: 0,
    instant: '2026-11-20T00:00:00+08:00', down: new Map(),
  });
  onTestFinished(() => crew.close());
  crew.begin();
  await setTimeout(4000);
  const files = Array.from({ length: WORTH_A_CREW + 1 }, (_, i) => ({ path: `${i}`, version: `${i}`, collection: 'news' as const, id: `${i}` }));
  const cache = new EntryCache();
  onTestFinished(() => cache.close());
  await expect(crew.study({ blob: async () => Buffer.from('') }, cache)(files, new Map())).rejects.toThrow(/EEXIST|ENOTDIR/);
});

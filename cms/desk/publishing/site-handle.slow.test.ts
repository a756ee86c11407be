import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { copyCheckout } from '../../../tests/fixtures/checkout.ts';
import { writeFiles } from '../../../tests/fixtures/git.ts';
import { news, NOW, path, site } from '../../../tests/fixtures/publications.ts';
import { compileSite } from './compile.ts';
import { openReleases } from './release/database.ts';
import { currentRelease } from './release/record.ts';
import { SiteHandle } from './site-handle.ts';

/** The site processes that this one has started: their numbers, with how they were called. */
function siteProcesses(): Map<string, string> {
  const found = new Map<string, string>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const called = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      if (called.includes('site-process.ts') && new RegExp(`^PPid:\\s+${process.pid}$`, 'm').test(readFileSync(`/proc/${pid}/status`, 'utf8'))) found.set(pid, called);
    } catch {
      // It ended between being listed and being read.
    }
  }
  return found;
}

it('content that turns out to be large gets a process with more memory, instead of the first', async () => {
  const handle = new SiteHandle();
  onTestFinished(() => handle.close());
  handle.begin();
  const [first] = siteProcesses().keys();
  // As many as there is memory for anyway: it stays.
  handle.begin(100);
  expect([...siteProcesses().keys()]).toEqual([first]);
  handle.begin(5_000_000);
  await vi.waitFor(() => expect(siteProcesses().size).toBe(1), 10_000);
  const [[second, called]] = [...siteProcesses()] as [[string, string]];
  expect(second).not.toBe(first);
  expect(called).toContain('--max-old-space-size=100300');
  await handle.close();
  expect(siteProcesses().size).toBe(0);
});

it('what a page leaves behind that failed does not end the process', async () => {
  const { folder, data, commit, compiled } = await site();
  const checkout = copyCheckout(join(folder, 'checkout'));
  const change = (file: string, from: string, to: string) => writeFiles(checkout, { [file]: readFileSync(join(checkout, file), 'utf8').replace(from, to) });
  // The masthead fails when the page has failed already, and nobody waits for it any more.
  change('src/components/Emblem.astro', '---\n', "---\nawait new Promise((resolve) => setTimeout(resolve, 200));\nthrow new Error('late');\n");
  writeFiles(checkout, { 'src/components/Broken.astro': "---\nthrow new Error('at once');\n---\n" });
  change('src/layouts/Page.astro', "import Once from", "import Broken from '../components/Broken.astro';\nimport Once from");
  change('src/layouts/Page.astro', '<slot />', '<Broken /><slot />');
  const broken = await compileSite(checkout, join(folder, 'broken'), () => {});
  const handle = new SiteHandle();
  onTestFinished(() => handle.close());
  const main = commit();
  const publish = (id: string, { folder: templates, digest }: typeof compiled) =>
    handle.publish({ id, repository: join(folder, 'work/.git'), commit: main, main, compiled: templates, templates: digest, model: 'test', data, now: NOW });
  const failed = await publish('r1', broken);
  const [process] = siteProcesses().keys();
  expect(failed).toMatchObject({ ok: false, failure: { en: expect.stringContaining('at once') } });
  await setTimeout(1000);
  expect(await publish('r2', compiled)).toMatchObject({ ok: true, release: 'r2' });
  expect([...siteProcesses().keys()]).toEqual([process]);
});

it('a process that made itself ready, or tried to, publishes what changed', async () => {
  const { folder, data, commit, compiled } = await site();
  const how = { repository: join(folder, 'work/.git'), compiled: compiled.folder, templates: compiled.digest, model: 'test', data, now: NOW };
  const publish = (handle: SiteHandle, id: string, main: string) => handle.publish({ ...how, id, commit: main, main });
  const first = new SiteHandle();
  onTestFinished(() => first.close());
  // Before there is any release.
  first.ready(how);
  expect(await publish(first, 'r1', commit())).toMatchObject({ ok: true });
  await first.close();
  const second = new SiteHandle();
  onTestFinished(() => second.close());
  second.ready({ ...how, compiled: join(folder, 'no such site') });
  second.ready(how);
  expect(await publish(second, 'r2', commit({ [path('2026-11-01')]: news('2026-11-01', '第一篇').replace('正文。', '改过的正文。') }))).toMatchObject({ ok: true });
  const database = openReleases(data);
  onTestFinished(() => database.close());
  expect(currentRelease(database)).toMatchObject({ id: 'r2', what: { why: 'changes', rendered: 1 } });
});

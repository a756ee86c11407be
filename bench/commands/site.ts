import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { barriersAt } from '../../tests/fixtures/barriers.ts';
import { buildSite, LONG_ARTICLE } from '../../tests/fixtures/built-site.ts';
import { KINDS } from '../../tests/fixtures/kinds.ts';
import { LAUNCH } from '../../tests/fixtures/launch.ts';
import { Lighthouse } from '../../tests/fixtures/lighthouse.ts';
import { serveFolder } from '../../tests/fixtures/static-server.ts';
import { weigh } from '../../tests/fixtures/weight.ts';
import { machine } from '../machine.ts';
import { buildPeer, missing, SITE_PEERS } from '../site/peers.ts';
import { namesOf, wholeNumber } from '../usage.ts';

/** What is measured, by kind: a page of each, and the article that is weighed against the peers'. */
const PATHS = { weighed: LONG_ARTICLE, ...KINDS };
const MEASURED = Object.keys(PATHS) as (keyof typeof PATHS)[];

const say = (line: string) => process.stderr.write(`${line}\n`);

/** What one page weighs, and what Lighthouse and axe say of it: bytes of HTML, CSS and JavaScript with brotli, scores of 100, violations over all themes and widths. */
async function page(browser: Browser, lighthouse: Lighthouse, kind: string, path: string, address: string, times: number) {
  const { bytes, styleBytes, scriptBytes, requests } = await weigh(browser, address + path);
  const { faults, lcpMs, tbtMs, shift, ...scores } = await lighthouse.judge(address + path, times);
  const found = await barriersAt(browser, address + path);
  for (const one of [...faults, ...found]) say(`  ${kind} ${path}: ${one}`);
  return { path, kind, bytes, requests, scriptBytes, styleBytes, lcpMs, tbtMs, shift, lighthouse: scores, axe: found.length };
}

/** Measures every kind of page of the built site and, with `--peers`, the same article made by others. */
export async function measure(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false }, text: { type: 'string' }, peers: { type: 'boolean', default: false }, times: { type: 'string', default: '3' }, kinds: { type: 'string' } } });
  const times = wholeNumber('times', values.times, 1);
  const kinds = values.kinds === undefined ? MEASURED : namesOf('kinds', values.kinds, MEASURED);
  const folder = await mkdtemp(join(tmpdir(), 'yunduan-bench-'));
  const site = await buildSite(values.text ? await readFile(values.text, 'utf8') : undefined);
  const browser = await chromium.launch(LAUNCH);
  const lighthouse = await Lighthouse.open();
  try {
    const pages = [];
    for (const kind of kinds) {
      const path = PATHS[kind];
      say(`${kind}: ${path}`);
      pages.push(await page(browser, lighthouse, kind, path, site.address, times));
    }
    const peers = [];
    for (const peer of values.peers ? SITE_PEERS : []) {
      const reason = missing(peer);
      if (reason) {
        say(`${peer.name} is skipped: ${reason}`);
        continue;
      }
      say(peer.name);
      const { dist, version } = await buildPeer(peer, join(folder, peer.name), site.text);
      await writeFile(join(dist, '404.html'), '<!doctype html><title>404</title>', { flag: 'a' });
      const { address, close } = await serveFolder(dist);
      peers.push({ name: peer.name, version, ...(await page(browser, lighthouse, peer.name, '/', address, times)) });
      close();
    }
    console.log(values.json ? JSON.stringify({ command: 'site', machine: machine(), times, pages, peers }, null, 2) : tableOf([...pages, ...peers]));
  } finally {
    await lighthouse.close();
    await browser.close();
    await site.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

type Measured = Awaited<ReturnType<typeof page>>;
const tableOf = (pages: readonly Measured[]): string =>
  ['| page | bytes | of it CSS | of it JavaScript | requests | Lighthouse | LCP | TBT | CLS | axe |', '| --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: |', ...pages.map((one) =>
    `| ${one.kind} | ${one.bytes} | ${one.styleBytes} | ${one.scriptBytes} | ${one.requests} | ${Object.values(one.lighthouse).join(' / ')} | ${one.lcpMs} ms | ${one.tbtMs} ms | ${one.shift} | ${one.axe} |`)].join('\n');

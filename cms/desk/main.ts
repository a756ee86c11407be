// The top of the desk: the only file of it that reads the environment.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunningDesk } from './desk.ts';
import { SiteHandle } from './publishing/site-handle.ts';
import { isRemote } from './store/repository.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
// An empty variable, as compose files make them, is one that is not set.
const read = (name: string, otherwise: string) => process.env[name]?.trim() || otherwise;
const HOST = read('HOST', '127.0.0.1');
const PORT = read('PORT', '4321');
const data = resolve(checkout, read('YUNDUAN_DATA', 'var'));
const contentRepository = read('YUNDUAN_CONTENT_REPO', checkout);
const trustedProxy = read('YUNDUAN_TRUSTED_PROXY', '0');
const search = read('YUNDUAN_SEARCH', '1');
const cards = read('YUNDUAN_CARDS', '1');
const started = Date.now();

function fail(error: unknown): never {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

const port = Number(PORT);
if (!Number.isInteger(port) || port < 0 || port > 65535) fail(`PORT must be a number from 0 to 65535; it is ${JSON.stringify(PORT)}`);
if (!['0', '1'].includes(trustedProxy)) fail('YUNDUAN_TRUSTED_PROXY must be 1 (a proxy sets X-Forwarded-Proto, -Host and -For) or 0');
if (!['0', '1'].includes(cards)) fail('YUNDUAN_CARDS must be 1 (share cards are drawn) or 0');
if (!['0', '1'].includes(search)) fail('YUNDUAN_SEARCH must be 1 (search data are made) or 0');
const loopback = ['127.0.0.1', 'localhost', '::1'].includes(HOST);

let desk: RunningDesk | undefined;
let closing = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second Ctrl-C, or one before anything runs, ends at once: nothing on the disk is ever half done.
    if (closing || !desk) process.exit(130);
    closing = true;
    desk.close().then(() => process.exit(0), fail);
  });
}

console.log('云端 Yunduan');
// The process that renders loads while the rest of this one does.
const renderer = new SiteHandle();
renderer.begin();
const { startDesk } = await import('./desk.ts');
desk = await startDesk({
  renderer,
  host: HOST,
  port,
  data,
  checkout,
  contentRepository: isRemote(contentRepository) ? contentRepository : resolve(contentRepository),
  trustedProxy: trustedProxy === '1',
  search: search === '1',
  cards: cards === '1',
  now: () => Date.now(),
  say: (line) => console.log(`  ${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s  ${line}`),
  log: (line) => console.log(`  ${new Date().toISOString()}  ${line}`),
}).catch(fail);

console.log(`
  read  阅读   ${desk.address}/
  write 编辑   ${desk.address}/admin/${desk.setUpLink ? `
  first account, one-time link / 建立第一个账号（一次性链接）：
  ${desk.setUpLink}` : ''}
  data  数据   ${data}    stop 停止  Ctrl-C
`);
if (!loopback && trustedProxy !== '1') {
  console.log('  Editing needs https on any address but this machine: put a proxy with TLS before the desk and set YUNDUAN_TRUSTED_PROXY=1.\n  在本机之外编辑须用 https：请在前面放一个带 TLS 的代理，并设 YUNDUAN_TRUSTED_PROXY=1。\n');
}

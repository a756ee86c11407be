import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { run } from '../child.ts';
import { machine } from '../machine.ts';
import { pageOf } from '../proof.ts';
import { Clone, furnish, put, RunningDesk } from '../running-desk.ts';
import { settled } from '../settled.ts';
import { Usage, wholeNumber } from '../usage.ts';

/** What two hundred readers met while something went on. Latencies in milliseconds. */
interface Met {
  seconds: number;
  requests: number;
  perSecond: number;
  p50: number;
  p99: number;
  /** Answers that are no 2xx or 3xx, and connections that broke. */
  errors: number;
}

const CONNECTIONS = 200;
const say = (line: string) => process.stderr.write(`${line}\n`);

/** Readers by wrk, each asking for the next of some pages as soon as it has the last, or after a pause. */
class Readers {
  readonly #child;
  readonly #output: Promise<string>;
  readonly #begun = performance.now();

  constructor(address: string, script: string) {
    this.#child = spawn('wrk', ['-t1', `-c${CONNECTIONS}`, '-d3600s', '--timeout', '10s', '--latency', '-s', script, address], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    this.#child.stdout.on('data', (part: Buffer) => (text += part));
    this.#output = new Promise((resolve) => this.#child.once('close', () => resolve(text)));
  }

  async stop(): Promise<Met> {
    const seconds = (performance.now() - this.#begun) / 1000;
    this.#child.kill('SIGINT');
    const text = await this.#output;
    const number = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? 0);
    const time = (name: string) => {
      const [, value = '', unit = ''] = new RegExp(`${name}%\\s+([\\d.]+)(us|ms|s)`).exec(text) ?? [];
      return Number(value) * (unit === 'us' ? 0.001 : unit === 's' ? 1000 : 1);
    };
    const socket = [...(/Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text) ?? [])].slice(1).reduce((sum, one) => sum + Number(one), 0);
    const requests = number(/(\d+) requests in/);
    return { seconds: Math.round(seconds), requests, perSecond: Math.round(requests / seconds), p50: time('50'), p99: time('99'), errors: number(/Non-2xx or 3xx responses: (\d+)/) + socket };
  }
}

/** Measures what readers meet while nothing happens, during publications one after the other, and during one of everything. Throws `Usage`. */
export async function measure(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { articles: { type: 'string', default: '10000' }, publishes: { type: 'string', default: '100' }, pause: { type: 'string', default: '0' }, json: { type: 'boolean', default: false } } });
  const count = wholeNumber('articles', values.articles, 100);
  const publishes = wholeNumber('publishes', values.publishes, 1);
  const pause = wholeNumber('pause', values.pause, 0);
  await promisify(execFile)('wrk', ['-v']).catch((error: { code?: unknown }) => {
    if (error.code === 'ENOENT') throw new Usage('The readers are wrk’s; install it: apt-get install wrk');
  });
  const folder = await mkdtemp(join(tmpdir(), 'yunduan-bench-'));
  try {
    const { articles, source, data } = await furnish(folder, count);
    const desk = await RunningDesk.start(data, source);
    try {
      const paths = ['/', '/news/', '/services/', '/feed.xml', ...articles.filter((_one, n) => n % Math.ceil(count / 400) === 0).map(pageOf)];
      const script = join(folder, 'paths.lua');
      await writeFile(script, `local paths = {${paths.map((path) => JSON.stringify(path)).join(',')}}\nlocal at = 0\nrequest = function()\n  at = at % #paths + 1\n  return wrk.format("GET", paths[at], {["Accept-Encoding"] = "br"})\nend\n${pause ? `delay = function() return math.random(0, ${2 * pause}) end\n` : ''}`);
      const during = async (name: string, work: () => Promise<void>): Promise<Met> => {
        const readers = new Readers(desk.address, script);
        await work().catch(async (error: unknown) => {
          await readers.stop();
          throw error;
        });
        const met = await readers.stop();
        say(`${name}: ${JSON.stringify(met)}`);
        return met;
      };
      const clone = await Clone.of(data, join(folder, 'clone'));
      const middle = Math.floor(count / 2);
      // What follows the first publication is over, and the desk has met its readers: Node accepts one connection in each turn of
      // its loop, so the last of two hundred that come at once to a busy server waits for the first hundred and ninety-nine.
      await settled(desk);
      await during('warm-up', () => new Promise((resolve) => setTimeout(resolve, 8000)));
      const quiet = await during('nothing', () => new Promise((resolve) => setTimeout(resolve, 15_000)));
      const ones = await during(`${publishes} publications`, async () => {
        for (let n = 0; n < publishes; n++) {
          const old = articles[(middle + n * 7) % count]!;
          await put(clone.folder, { ...old, title: `${old.title}改${n}` });
          await clone.commit();
          const begun = performance.now();
          const pushed = clone.push();
          await desk.until(pageOf(old), (text) => text?.includes(`改${n}<`) ?? false, begun);
          await pushed;
        }
      });
      const everything = await during('one publication of everything', async () => {
        const site = 'content/settings/site.yml';
        await writeFile(join(clone.folder, site), (await clone.read(site)).replace(/^owner: .*$/m, 'owner: 换了名称的单位'));
        await clone.commit();
        const begun = performance.now();
        void run(['git', 'push', '--quiet', 'origin', 'HEAD:main'], clone.folder);
        await desk.until('/', (text) => text?.includes('换了名称的单位') ?? false, begun);
      });
      const report = { command: 'readers', articles: count, connections: CONNECTIONS, pause, publishes, machine: machine(), quiet, ones, everything };
      if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
      else {
        const row = (name: string, met: Met) => `| ${name} | ${met.seconds} s | ${met.perSecond} | ${met.p50.toFixed(1)} ms | ${met.p99.toFixed(1)} ms | ${met.errors} |`;
        process.stdout.write(['| while | for | answers a second | p50 | p99 | errors |', '| --- | ---: | ---: | ---: | ---: | ---: |', row('nothing happens', quiet), row(`${publishes} publications`, ones), row('everything is published', everything), ''].join('\n'));
      }
    } finally {
      await desk.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

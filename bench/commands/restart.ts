import { createServer } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine } from '../machine.ts';
import { median } from '../median.ts';
import { watchMemory } from '../memory.ts';
import { pageOf } from '../proof.ts';
import { Clone, furnish, put, RunningDesk } from '../running-desk.ts';
import { wholeNumber } from '../usage.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** Asks an address until it answers with a whole page. Resolves with the milliseconds since `begun`. */
async function served(address: string, begun: number): Promise<number> {
  for (;;) {
    const text = await fetch(address).then((response) => (response.ok ? response.text() : ''), () => '');
    if (text.includes('</html>')) return performance.now() - begun;
    if (performance.now() - begun > 600_000) throw new Error(`${address} is not served within ten minutes`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Measures how long after its start a desk that has everything serves again, and how long the first change after that takes. */
export async function measure(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { articles: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '5' }, json: { type: 'boolean', default: false } } });
  const count = wholeNumber('articles', values.articles, 100);
  const rounds = wholeNumber('rounds', values.rounds, 1);
  const folder = await mkdtemp(join(tmpdir(), 'yunduan-bench-'));
  try {
    const { articles, source, data } = await furnish(folder, count);
    await (await RunningDesk.start(data, source)).stop();
    await rm(source, { recursive: true });
    const clone = await Clone.of(data, join(folder, 'clone'));
    const found: { servingMs: number; readyMs: number; changeMs: number; peakMB: number }[] = [];
    for (let round = 0; round <= rounds; round++) {
      let peak = () => 0;
      const begun = performance.now();
      // Asked from the first moment: it serves before it says that it is ready to publish.
      const port = await freePort();
      const starting = RunningDesk.start(data, '', (pid) => (peak = watchMemory(pid)), port);
      const servingMs = Math.round(await served(`http://127.0.0.1:${port}/`, begun));
      const desk = await starting;
      const readyMs = Math.round(performance.now() - begun);
      const old = articles[Math.floor(count / 2) + round * 7]!;
      await put(clone.folder, { ...old, body: `${old.body}\n\n重启后的第${round}次改动。` });
      await clone.commit();
      const changed = performance.now();
      const pushed = clone.push();
      const changeMs = Math.round(await desk.until(pageOf(old), (text) => text?.includes(`重启后的第${round}次改动`) ?? false, changed));
      await pushed;
      await desk.stop();
      const one = { servingMs, readyMs, changeMs, peakMB: peak() };
      say(`restart: ${JSON.stringify(one)}${round === 0 ? ' (warm-up)' : ''}`);
      if (round > 0) found.push(one);
    }
    const middle = (of: (one: (typeof found)[number]) => number) => Math.round(median(found.map(of)));
    const report = { command: 'restart', articles: count, rounds, machine: machine(), servingMs: middle((one) => one.servingMs), readyMs: middle((one) => one.readyMs), firstChangeMs: middle((one) => one.changeMs), peakMB: Math.max(...found.map((one) => one.peakMB)) };
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : `restart to serving ${report.servingMs} ms, to taking changes ${report.readyMs} ms, first change after it ${report.firstChangeMs} ms, peak memory ${report.peakMB} MB (${count} articles, medians of ${rounds})\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

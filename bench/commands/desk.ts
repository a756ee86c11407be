import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { toFile } from '../articles.ts';
import { Editor } from '../editor.ts';
import { machine } from '../machine.ts';
import { watchMemory } from '../memory.ts';
import { furnish, RunningDesk } from '../running-desk.ts';
import { settled } from '../settled.ts';
import { Usage, wholeNumber } from '../usage.ts';
import { type Answered, missing, Writer } from '../writers.ts';

/** Entries of the list that is timed. */
const LISTED = 2000;
const say = (line: string) => process.stderr.write(`${line}\n`);
const at = (sorted: readonly number[], part: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);

/** So many saves a second, evenly, by the writers in turn. */
async function steadily(writers: readonly Writer[], rate: number, seconds: number): Promise<number[]> {
  const begun = performance.now();
  const saves: Promise<Answered>[] = [];
  for (let n = 0; n < rate * seconds; n++) {
    const due = begun + (n * 1000) / rate;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    saves.push(writers[n % writers.length]!.save(`这一句是第${n + 1}次保存。`, due));
  }
  return (await Promise.all(saves)).map(({ ms }) => ms).sort((a, b) => a - b);
}

/** All writers at once. The milliseconds until the last is answered, and how many were saved. */
async function burst(writers: readonly Writer[], what: string): Promise<{ ms: number; saved: number }> {
  const begun = performance.now();
  const answers = await Promise.all(writers.map((writer, n) => writer.save(`${what}，第${n + 1}位。`, begun)));
  return { ms: Math.round(Math.max(...answers.map(({ ms }) => ms))), saved: answers.filter(({ saved }) => saved).length };
}

/** Reads a list page by page, until so many entries are there. */
async function list(editor: Editor, most: number, wanted: number): Promise<number> {
  const begun = performance.now();
  let after: object | null = null;
  for (let read = 0; read < wanted; ) {
    const { status, text } = await editor.ask('entries', { collection: 'news', most, sort: { field: 'date', descending: true }, ...(after ? { after } : {}) });
    if (status !== 200) throw new Error(`entries: ${status} ${text.slice(0, 500)}`);
    const page = JSON.parse(text) as { entries: object[]; next: object | null };
    read += page.entries.length;
    after = page.next;
    if (!after) break;
  }
  return performance.now() - begun;
}

/** Measures writers: a steady stream, all at once, and the list that they look at; and whether every save that was acknowledged is in Git. Throws `Usage`. */
export async function measure(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { articles: { type: 'string', default: '10000' }, writers: { type: 'string', default: '200' }, rate: { type: 'string', default: '20' }, seconds: { type: 'string', default: '60' }, json: { type: 'boolean', default: false } },
  });
  const count = wholeNumber('articles', values.articles, 100);
  const writing = wholeNumber('writers', values.writers, 2);
  if (writing >= count) throw new Usage(`--writers takes fewer than there are articles (${count}): each has an entry open, and one more is published.`);
  const [rate, seconds] = [wholeNumber('rate', values.rate, 1), wholeNumber('seconds', values.seconds, 1)];
  const folder = await mkdtemp(join(tmpdir(), 'yunduan-bench-'));
  try {
    const { articles, source, data } = await furnish(folder, count);
    let peak = () => 0;
    const desk = await RunningDesk.start(data, source, (pid) => (peak = watchMemory(pid)));
    try {
      await rm(source, { recursive: true });
      const editor = await Editor.setUp(desk);
      await settled(desk);
      const here = machine();
      const listed: { whole: number; first: number }[] = [];
      const look = async () => listed.push({ whole: await list(editor, 1000, Math.min(LISTED, count)), first: await list(editor, 50, 50) });
      for (let n = 0; n < 4; n++) await look();
      say(`list: ${listed.map(({ whole }) => Math.round(whole)).join(', ')} ms`);

      const writers: Writer[] = [];
      for (let n = 0; n < writing; n++) writers.push(await Writer.open(editor, articles[Math.floor(((n + 0.5) * count) / writing) % count]!));
      const latencies = await steadily(writers, rate, seconds);
      say(`${rate * seconds} saves: p50 ${at(latencies, 0.5)} ms, p95 ${at(latencies, 0.95)} ms, max ${at(latencies, 1)} ms`);
      const many = await burst(writers, '同时各存各的');
      const [first] = writers;
      const crowd = writers.map(() => first!.beside());
      const one = await burst(crowd, '同时存一条');
      say(`bursts: many ${many.ms} ms, one ${one.ms} ms (${one.saved} saved)`);
      if (one.saved !== 1 || many.saved !== writing) throw new Error(`of a burst on one entry ${one.saved} were saved and not 1, of one on many ${many.saved} and not ${writing}`);

      // A publication makes another tree, and the list is put in order anew.
      const open = new Set(writers.map(({ article }) => article.id));
      const published = articles.find(({ id }) => !open.has(id))!;
      await editor.save(published.id, toFile({ ...published, title: `${published.title}改` }), false);
      await editor.publish(published.id);
      await look();
      first!.acknowledged.push(...crowd.flatMap((writer) => writer.acknowledged));
      let [acknowledged, lost, disordered] = [0, 0, 0];
      for (const writer of writers) {
        const found = await missing(join(data, 'site.git'), writer.article, writer.acknowledged);
        acknowledged += writer.acknowledged.length;
        lost += found.lost;
        disordered += found.disordered;
      }
      const slowest = (of: (one: (typeof listed)[number]) => number) => Math.round(Math.max(...listed.map(of)));
      const report = {
        command: 'desk', articles: count, writers: writing, rate, seconds, machine: here, p50Ms: at(latencies, 0.5), p95Ms: at(latencies, 0.95), maxMs: at(latencies, 1),
        burstMs: Math.max(many.ms, one.ms), manyMs: many.ms, oneMs: one.ms, acknowledged, lost, disordered, listMs: slowest(({ whole }) => whole), firstPageMs: slowest(({ first: page }) => page), peakMB: peak(),
      };
      const sentence = [
        `saves: p50 ${report.p50Ms} ms, p95 ${report.p95Ms} ms`, `${writing} at once ${report.manyMs} ms, on one entry ${report.oneMs} ms`,
        `${acknowledged} acknowledged, ${lost} lost, ${disordered} out of order`, `${LISTED} entries listed in ${report.listMs} ms, the first page in ${report.firstPageMs} ms`, `peak memory ${report.peakMB} MB`,
      ].join('; ');
      process.stdout.write(`${values.json ? JSON.stringify(report) : sentence}\n`);
    } finally {
      await desk.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

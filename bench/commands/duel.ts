import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { writeArticles } from '../articles.ts';
import { NOW } from '../day.ts';
import { ROOT } from '../engine.ts';
import { machine } from '../machine.ts';
import { median } from '../median.ts';
import { Usage, wholeNumber } from '../usage.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);
/** Pages of one side before it is the other's turn: short, so that a machine that wanders is as slow for both. */
const BATCH = 50;

/** One checkout with its own templates and its own reading. */
interface Side {
  /** Renders the next pages; gives the processor time of one in µs. */
  batch: () => Promise<number>;
  /** Bytes that it has rendered. */
  bytes: () => number;
}

/** Compiles a checkout's templates and opens `content` with its own code. */
async function openSide(root: string, content: string, data: string): Promise<Side> {
  const load = async <T>(file: string): Promise<T> => (await import(pathToFileURL(join(root, file)).href)) as T;
  const { compileSite } = await load<typeof import('../../cms/desk/publishing/compile.ts')>('cms/desk/publishing/compile.ts');
  const { openDirectory } = await load<typeof import('../../src/content/directory.ts')>('src/content/directory.ts');
  const { parseInstant } = await load<typeof import('../../src/content/instant.ts')>('src/content/instant.ts');
  const { openSnapshot } = await load<typeof import('../../src/content/open-snapshot.ts')>('src/content/open-snapshot.ts');
  const { Recorder } = await load<typeof import('../../src/queries/record.ts')>('src/queries/record.ts');
  const { loadSite } = await load<typeof import('../../src/site/render.ts')>('src/site/render.ts');
  const { folder } = await compileSite(root, data, () => say(`compiling ${root}`));
  const site = await loadSite(folder);
  const snapshot = await openSnapshot(await openDirectory(content), parseInstant(NOW));
  const recorder = new Recorder(snapshot);
  const paths = [...snapshot.entries.news.values()].map(({ address }) => address);
  let [next, bytes] = [0, 0];
  return {
    bytes: () => bytes,
    batch: async () => {
      const before = process.cpuUsage();
      for (let i = 0; i < BATCH; i++) bytes += (await site.render(recorder.open().door, paths[next++ % paths.length]!)).bytes.length;
      const { user, system } = process.cpuUsage(before);
      return (user + system) / BATCH;
    },
  };
}

/**
 * Renders the same articles with this checkout and with another, in turn, in one process. Whoever is loaded second is some per cent
 * slower: `--swap` loads the other first, and the truth lies between the two ratios.
 */
export async function measure(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { other: { type: 'string' }, articles: { type: 'string', default: '3000' }, rounds: { type: 'string', default: '200' }, swap: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } } });
  if (!values.other) throw new Usage('--other takes the folder of another checkout, with its packages installed.');
  const [articles, rounds] = [wholeNumber('articles', values.articles, BATCH), wholeNumber('rounds', values.rounds, 20)];
  const folder = await mkdtemp(join(tmpdir(), 'yunduan-bench-'));
  try {
    await cp(join(ROOT, 'content'), join(folder, 'content'), { recursive: true });
    await writeArticles(folder, articles);
    const roots = { this: resolve(ROOT), other: resolve(values.other) };
    const sides = new Map<string, Side>();
    for (const name of values.swap ? ['other', 'this'] as const : ['this', 'other'] as const) sides.set(name, await openSide(roots[name], folder, join(folder, name)));
    const times = new Map([...sides.keys()].map((name) => [name, [] as number[]]));
    for (let round = 0; round < rounds + 20; round++) {
      for (const [name, side] of round % 2 ? [...sides] : [...sides].reverse()) {
        const time = await side.batch();
        // The first rounds are the compiler's.
        if (round >= 20) times.get(name)!.push(time);
      }
    }
    const [mine, others] = [times.get('this')!, times.get('other')!];
    const result = { thisUs: median(mine), otherUs: median(others), ratio: median(mine.map((time, i) => time / others[i]!)), bytes: { this: sides.get('this')!.bytes(), other: sides.get('other')!.bytes() } };
    if (values.json) return console.log(JSON.stringify({ machine: machine(), articles, rounds, swap: values.swap, ...result }));
    console.log(`this ${result.thisUs.toFixed(0)} µs a page, other ${result.otherUs.toFixed(0)}: ${result.ratio.toFixed(3)} × (bytes ${result.bytes.this} and ${result.bytes.other})`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { article } from '../articles.ts';
import { brokenOff } from '../child.ts';
import { Day, type Kind, KINDS } from '../day.ts';
import { type Engine, ENGINES, loadEngine, type Run, type Workplace } from '../engine.ts';
import { machine } from '../machine.ts';
import { median } from '../median.ts';
import { makePictures } from '../pictures.ts';
import { type EngineReport, type Measured, type Report, tableOf } from '../report.ts';
import { namesOf, Usage, wholeNumber } from '../usage.ts';

interface Options {
  articles: number;
  seed: number;
  rounds: number;
  cleanRounds: number;
  kinds: Kind[];
  engines: string[];
  json: boolean;
  folder: string | undefined;
}

/** Fewer than these have no middle whose articles do not touch one another. */
const LEAST_ARTICLES = 100;

function optionsOf(args: string[]): Options {
  let values;
  try {
    values = parseArgs({
      args,
      options: {
        articles: { type: 'string', default: '1000' },
        seed: { type: 'string', default: '1' },
        rounds: { type: 'string', default: '5' },
        'clean-rounds': { type: 'string' },
        kinds: { type: 'string', default: KINDS.join(',') },
        engines: { type: 'string', default: ENGINES.join(',') },
        json: { type: 'boolean', default: false },
        folder: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new Usage((error as Error).message);
  }
  const articles = wholeNumber('articles', values.articles, LEAST_ARTICLES);
  return {
    articles,
    seed: wholeNumber('seed', values.seed, 0),
    rounds: wholeNumber('rounds', values.rounds, 1),
    // A clean build of ten thousand articles takes minutes with some and varies little.
    cleanRounds: wholeNumber('clean-rounds', values['clean-rounds'] ?? (articles <= 1000 ? '3' : '1'), 1),
    kinds: namesOf('kinds', values.kinds, KINDS),
    engines: namesOf('engines', values.engines, ENGINES),
    json: values.json,
    folder: values.folder,
  };
}

const say = (line: string) => process.stderr.write(`${line}\n`);
const told = ({ ms, peakMB, pages }: Run) => `${Math.round(ms)} ms, ${peakMB} MB, ${pages} pages`;

/** Makes the folder of the measurement. Throws `Usage` when there is something in it: the folder is removed at the end. */
async function workFolder(wanted: string | undefined): Promise<string> {
  if (wanted === undefined) return mkdtemp(join(tmpdir(), 'yunduan-bench-'));
  await mkdir(wanted, { recursive: true });
  if ((await readdir(wanted)).length > 0) throw new Usage(`--folder takes a new or an empty folder, and ${wanted} is not empty.`);
  return resolve(wanted);
}

/** Measures from a change until it is public, engine by engine, and prints the report. Throws `Usage`. */
export async function measure(args: string[]): Promise<void> {
  const options = optionsOf(args);
  const { articles: count, seed, rounds } = options;
  const folder = await workFolder(options.folder);
  try {
    const here = machine();
    say(`${count} articles in ${folder}`);
    if (here.load > here.cores / 4) say(`This machine is busy with something else (load ${here.load} on ${here.cores} cores): the figures will be too high and will not compare.`);
    const pictures = await makePictures(join(folder, 'images'));
    const articles = Array.from({ length: count }, (_none, n) => article(n, count, seed));
    const report: Report = { command: 'publish', articles: count, seed, rounds, machine: here, coldPicturesMs: Math.round(pictures.coldMs), engines: {} };
    for (const name of options.engines) {
      report.engines[name] = await measureEngine(await loadEngine(name), { folder: join(folder, name), articles, pictures }, options).catch((error: Error) => {
        if (brokenOff()) throw error;
        say(`${name} failed: ${error.stack}`);
        process.exitCode = 1;
        return { failed: error.message };
      });
    }
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : tableOf(report, options.kinds));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureEngine(engine: Engine, work: Workplace, options: Options): Promise<EngineReport> {
  const reason = await engine.missing();
  if (reason) {
    say(`${engine.name}: skipped, ${reason}`);
    return { skipped: reason };
  }
  await mkdir(work.folder, { recursive: true });
  const open = await engine.open(work);
  try {
    const clean: Run[] = [];
    for (let round = 0; round < options.cleanRounds; round++) {
      const made = await open.clean();
      say(`${engine.name} clean: ${told(made)}`);
      clean.push(made);
    }
    const runs: Measured['runs'] = { clean };
    const day = new Day(work.articles, options.seed);
    for (const kind of options.kinds) {
      const measured: Run[] = [];
      for (let round = 0; round <= options.rounds; round++) {
        const made = await open.change(day.next(kind));
        say(`${engine.name} ${kind}: ${told(made)}${round === 0 ? ' (warm-up)' : ''}`);
        if (round > 0) measured.push(made);
      }
      runs[kind] = measured;
    }
    return summary(await engine.version(), runs);
  } finally {
    await open.close();
    await rm(work.folder, { recursive: true, force: true });
  }
}

function summary(version: string, runs: Measured['runs']): Measured {
  const middle = (of: readonly Run[]) => Math.round(median(of.map(({ ms }) => ms)));
  const { pages, bytes } = runs.clean.at(-1)!;
  const peakMB = Math.max(...Object.values(runs).flat().map((one) => one.peakMB));
  const kinds: Partial<Measured> = {};
  for (const kind of KINDS) if (runs[kind]) kinds[`${kind}Ms`] = middle(runs[kind]);
  return { version, cleanMs: middle(runs.clean), ...kinds, peakMB, pages, bytes, runs };
}

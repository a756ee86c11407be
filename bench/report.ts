import type { Kind } from './day.ts';
import type { Run } from './engine.ts';
import type { Machine } from './machine.ts';

/** Medians in ms, the highest memory of all runs, pages and bytes of the clean build. */
export interface Measured {
  version: string;
  cleanMs: number;
  bodyMs?: number;
  titleMs?: number;
  newMs?: number;
  deleteMs?: number;
  peakMB: number;
  pages: number;
  bytes: number;
  runs: { clean: Run[] } & Partial<Record<Kind, Run[]>>;
}
/** A failure is told, not hidden: the other engines' figures still count. */
export type EngineReport = Measured | { skipped: string } | { failed: string };

/** What `publish --json` prints. */
export interface Report {
  command: 'publish';
  articles: number;
  seed: number;
  rounds: number;
  machine: Machine;
  coldPicturesMs: number;
  engines: Record<string, EngineReport>;
}

const seconds = (ms: number) => (ms < 100 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`);
const times = (ratio: number) => `${ratio < 10 ? ratio.toFixed(ratio < 1 ? 2 : 1) : Math.round(ratio)}×`;

/** The report as a Markdown table. In brackets: how many times the first measured engine. */
export function tableOf(report: Report, kinds: readonly Kind[]): string {
  const { machine, articles, rounds, seed, coldPicturesMs } = report;
  const measured = Object.entries(report.engines).flatMap(([name, engine]) => ('runs' in engine ? [[name, engine] as const] : []));
  const first = measured[0]?.[1];
  const cell = (engine: Measured, kind: Kind | 'clean') => {
    const [mine, other] = [engine[`${kind}Ms`], first?.[`${kind}Ms`]];
    if (mine === undefined) return '–';
    return engine === first || !other ? seconds(mine) : `${seconds(mine)} (${times(mine / other)})`;
  };
  const rows = [
    ['', 'clean', ...kinds, 'peak memory', 'pages', 'output'],
    ['---', ...Array.from({ length: kinds.length + 4 }, () => '---:')],
    ...measured.map(([name, engine]) => [
      `${name} (${engine.version})`, ...(['clean', ...kinds] as const).map((kind) => cell(engine, kind)), `${engine.peakMB} MB`, String(engine.pages), `${(engine.bytes / 2 ** 20).toFixed(1)} MB`,
    ]),
  ];
  const absent = Object.entries(report.engines).flatMap(([name, engine]) => {
    if ('runs' in engine) return [];
    return 'skipped' in engine ? [`Skipped: ${name}, ${engine.skipped}.`] : [`Failed: ${name}, ${engine.failed.split('\n')[0]}.`];
  });
  return [
    `${articles} articles, seed ${seed}, medians of ${rounds} changes; ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGB} GB, Node ${machine.node}, load before ${machine.load}, ${machine.date.slice(0, 10)}. Making the pictures took ${seconds(coldPicturesMs)} and is in no figure.`,
    '',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    ...(absent.length ? ['', ...absent] : []),
  ].map((line) => `${line}\n`).join('');
}

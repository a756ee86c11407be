// Git runs this before a push changes anything, the desk on or off; what it prints is read by whoever pushed.
// The new objects are in a quarantine that only Git's own environment opens, so the environment is left as it is.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Layout } from '../../../src/model/layout.ts';
import { judgeFile, judgeRef, type PushedFile } from './push-rules.ts';

const NONE = '0'.repeat(40);
/** The layout of `content/`: the desk writes it beside the hooks, so that nothing has to be loaded that knows more. */
const layout = JSON.parse(readFileSync(new URL(`file://${process.argv[2]}`), 'utf8')) as Layout;
const run = (args: string[], input?: string) => execFileSync('git', args, { maxBuffer: 256 * 1024 * 1024, ...(input === undefined ? {} : { input }) });
const git = (args: string[], input?: string) => run(args, input).toString('utf8');
const lines = (text: string) => text.split('\n').filter(Boolean);

interface Pushed {
  /** Whether the new commit has the old one in its history. */
  forward: boolean;
  commits: string[];
  /** The commits of `main` that they began from. */
  begun: string[];
  /** Every file that any of the new commits changes against each of its parents: history is kept, so history is judged. */
  changes: { path: string; mode: string; id: string }[];
  /** New commits that say the desk made them: what the desk writes is believed. */
  posing: string[];
}

/** What is new in a push. Asked of Git in one go: each Git that is started costs 20 ms and more, and whoever pushes waits. */
function history(before: string, after: string): Pushed {
  const range = before === NONE ? [after, '--not', '--all'] : ['--left-right', '--boundary', `${before}...${after}`];
  const told = git(['log', '-m', '--raw', '-z', '--no-abbrev', '--no-renames', '--format=commit %m %H %ce', ...range]).split('\0');
  const of: Record<string, Set<string>> = { '<': new Set(), '>': new Set(), '-': new Set() };
  const changes: Pushed['changes'] = [];
  const posing: string[] = [];
  let sign = '';
  for (let i = 0; i < told.length; i++) {
    const part = told[i]!.trimStart();
    const commit = /^commit ([<>-]) ([0-9a-f]{40}) (\S*)/.exec(part);
    const change = /^:\d{6} (\d{6}) [0-9a-f]{40} ([0-9a-f]{40}) \w\d*$/.exec(part);
    if (commit) {
      of[(sign = commit[1]!)]!.add(commit[2]!);
      if (sign === '>' && commit[3]!.endsWith('@desk.invalid')) posing.push(commit[2]!.slice(0, 10));
    }
    else if (change) {
      const path = told[++i]!;
      if (sign === '>') changes.push({ path, mode: change[1]!, id: change[2]! });
    }
  }
  return { forward: of['<']!.size === 0, commits: [...of['>']!], begun: [...of['-']!], changes, posing };
}

/** The sizes of blobs, and what commits hold beside `content/` as texts that can be compared. */
function lookUp(blobs: readonly string[], commits: readonly string[]): { sizes: Map<string, number>; outside: Map<string, string> } {
  const output = run(['cat-file', '--batch-command'], [...blobs.map((id) => `info ${id}\n`), ...commits.map((commit) => `contents ${commit}^{tree}\n`)].join(''));
  let at = 0;
  const header = () => {
    const end = output.indexOf(10, at);
    const size = Number(output.toString('latin1', at, end).split(' ')[2]);
    at = end + 1;
    return size;
  };
  const sizes = new Map(blobs.map((id) => [id, header()]));
  const outside = new Map<string, string>();
  for (const commit of commits) {
    const end = header() + at;
    const entries: string[] = [];
    while (at < end) {
      const nul = output.indexOf(0, at);
      const name = output.toString('utf8', at, nul);
      if (!name.endsWith(' content')) entries.push(`${name} ${output.toString('hex', nul + 1, nul + 21)}`);
      at = nul + 21;
    }
    outside.set(commit, entries.join('\n'));
    at = end + 1;
  }
  return { sizes, outside };
}

/**
 * The files outside `content/` that a push would change. Each new commit must hold there what `main` holds now, or what the
 * older commit of `main` held that it began from; the last one what `main` holds now, or an old branch would bring old templates back.
 */
function changedOutside(before: string, after: string, { commits, begun }: Pushed, outside: ReadonlyMap<string, string>): string[] {
  if (before === NONE) return lines(git(['ls-tree', '-r', '--name-only', after])).filter((path) => !path.startsWith('content/'));
  const now = outside.get(before);
  const allowed = new Set([now, ...begun.map((commit) => outside.get(commit))]);
  const wrong = commits.filter((commit) => !allowed.has(outside.get(commit)));
  if (outside.get(after) !== now) wrong.push(after);
  const paths = wrong.flatMap((commit) => [before, `${commit}^`].flatMap((from) => {
    try {
      return git(['diff-tree', '-r', '-z', '--name-only', '--no-renames', from, commit]).split('\0');
    } catch {
      return [];
    }
  }));
  const named = [...new Set(paths.filter((path) => path && !path.startsWith('content/')))];
  return wrong.length && named.length === 0 ? ['(content/ 之外)'] : named;
}

const refusals: string[] = [];
for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const [before, after, ref] = line.split(' ') as [string, string, string];
  const named = judgeRef(ref, before, after, true);
  const pushed = named ? undefined : history(before, after);
  const refused = named ?? judgeRef(ref, before, after, pushed?.forward ?? true);
  if (refused) refusals.push(refused);
  else if (pushed && pushed.commits.length > 0) {
    refusals.push(...pushed.posing.map((id) => `${id}：提交者的地址不能是 @desk.invalid，那是编务台自己的 / no pushed commit may name the desk as its committer: git commit --amend --reset-author`));
    const files = pushed.changes.filter(({ path }) => path.startsWith('content/'));
    const { sizes, outside } = lookUp(
      files.filter(({ mode }) => mode.startsWith('100')).map(({ id }) => id),
      before === NONE ? [] : [...new Set([before, after, ...pushed.commits, ...pushed.begun])],
    );
    const inside = files.map(({ path, mode, id }): PushedFile => ({ path, mode, bytes: sizes.get(id) ?? 0 }));
    const outsiders = changedOutside(before, after, pushed, outside).map((path): PushedFile => ({ path, mode: '100644', bytes: 0 }));
    refusals.push(...new Set([...outsiders, ...inside].flatMap((file) => judgeFile(file, layout) ?? [])));
  }
}
if (refusals.length) {
  const shown = refusals.slice(0, 20);
  process.stderr.write(`\n推送被拒绝，什么都没有改变 / push refused, nothing was changed:\n${shown.map((r) => `  - ${r}\n`).join('')}`);
  if (refusals.length > shown.length) process.stderr.write(`  （另有 ${refusals.length - shown.length} 处 / and ${refusals.length - shown.length} more）\n`);
  process.stderr.write('\n');
  process.exit(1);
}

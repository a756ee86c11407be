// Git runs this before a push changes anything, the desk on or off; what it prints is read by whoever pushed.
// The new objects are in a quarantine that only Git's own environment opens, so the environment is left as it is.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { judgeFile, judgeRef, type PushedFile } from './push-rules.ts';

const NONE = '0'.repeat(40);
const git = (args: string[], input?: string) => execFileSync('git', args, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, ...(input === undefined ? {} : { input }) });
const isForward = (before: string, after: string) => {
  try {
    git(['merge-base', '--is-ancestor', before, after]);
    return true;
  } catch {
    return false;
  }
};

const lines = (text: string) => text.split('\n').filter(Boolean);

/** What a commit holds beside `content/`, as one text that can be compared. */
const outside = (commit: string) => lines(git(['ls-tree', commit])).filter((line) => !line.endsWith('\tcontent')).join('\n');

/**
 * The files outside `content/` that a push would change. Each new commit must hold there what `main` holds now, or what the
 * older commit of `main` held that it began from; the last one what `main` holds now, or an old branch would bring old templates back.
 */
function changedOutside(before: string, after: string, commits: readonly string[]): string[] {
  if (before === NONE) return lines(git(['ls-tree', '-r', '--name-only', after])).filter((path) => !path.startsWith('content/'));
  const now = outside(before);
  const begun = lines(git(['rev-list', '--boundary', after, `^${before}`])).filter((line) => line.startsWith('-')).map((line) => line.slice(1));
  const allowed = new Set([now, ...begun.map(outside)]);
  const wrong = commits.filter((commit) => !allowed.has(outside(commit)));
  if (outside(after) !== now) wrong.push(after);
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

/** Every file of `content/` that any of the new commits changes against each of its parents: history is kept, so history is judged. */
function pushedFiles(commits: readonly string[]): PushedFile[] {
  const raw = git(
    ['diff-tree', '--stdin', '-r', '-m', '--root', '--raw', '-z', '--no-renames', '--no-commit-id', '--no-abbrev'],
    commits.map((commit) => `${commit}\n`).join(''),
  );
  const parts = raw.split('\0');
  const found: { path: string; mode: string; id: string }[] = [];
  for (let i = 0; i + 1 < parts.length; i++) {
    const match = /^:\d{6} (\d{6}) [0-9a-f]{40} ([0-9a-f]{40}) \w\d*$/.exec(parts[i] ?? '');
    if (!match) continue;
    const path = parts[++i]!;
    if (path.startsWith('content/')) found.push({ path, mode: match[1]!, id: match[2]! });
  }
  const files = found;
  const sized = files.filter(({ mode }) => mode.startsWith('100'));
  const sizes = new Map(git(['cat-file', '--batch-check=%(objectname) %(objectsize)'], sized.map(({ id }) => `${id}\n`).join(''))
    .split('\n').filter(Boolean).map((line) => [line.slice(0, 40), Number(line.slice(41))]));
  return files.map(({ path, mode, id }) => ({ path, mode, bytes: sizes.get(id) ?? 0 }));
}

const refusals: string[] = [];
for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const [before, after, ref] = line.split(' ') as [string, string, string];
  const refused = judgeRef(ref, before, after, before === NONE || after === NONE || isForward(before, after));
  if (refused) refusals.push(refused);
  else {
    const commits = lines(git(['rev-list', after, ...(before === NONE ? ['--not', '--all'] : [`^${before}`])]));
    if (commits.length === 0) continue;
    const outsiders = changedOutside(before, after, commits).map((path) => ({ path, mode: '100644', bytes: 0 }));
    refusals.push(...new Set([...outsiders, ...pushedFiles(commits)].flatMap((file) => judgeFile(file) ?? [])));
  }
}
if (refusals.length) {
  const shown = refusals.slice(0, 20);
  process.stderr.write(`\n推送被拒绝，什么都没有改变 / push refused, nothing was changed:\n${shown.map((r) => `  - ${r}\n`).join('')}`);
  if (refusals.length > shown.length) process.stderr.write(`  （另有 ${refusals.length - shown.length} 处 / and ${refusals.length - shown.length} more）\n`);
  process.stderr.write('\n');
  process.exit(1);
}

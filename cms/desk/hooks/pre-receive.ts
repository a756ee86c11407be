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

/** Every file that any of the new commits changes against each of its parents: history is kept, so history is judged. */
function pushedFiles(before: string, after: string): PushedFile[] {
  const commits = git(['rev-list', after, ...(before === NONE ? ['--not', '--all'] : [`^${before}`])]);
  if (!commits.trim()) return [];
  const raw = git(['diff-tree', '--stdin', '-r', '-m', '--root', '--raw', '-z', '--no-renames', '--no-commit-id', '--no-abbrev'], commits);
  const parts = raw.split('\0');
  const found = new Map<string, { path: string; mode: string; id: string }>();
  for (let i = 0; i + 1 < parts.length; i++) {
    const match = /^:\d{6} (\d{6}) [0-9a-f]{40} ([0-9a-f]{40}) \w\d*$/.exec(parts[i] ?? '');
    if (!match) continue;
    const path = parts[++i]!;
    found.set(`${path}\0${match[2]}`, { path, mode: match[1]!, id: match[2]! });
  }
  const files = [...found.values()];
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
  else refusals.push(...new Set(pushedFiles(before, after).flatMap((file) => judgeFile(file) ?? [])));
}
if (refusals.length) {
  const shown = refusals.slice(0, 20);
  process.stderr.write(`\n推送被拒绝，什么都没有改变 / push refused, nothing was changed:\n${shown.map((r) => `  - ${r}\n`).join('')}`);
  if (refusals.length > shown.length) process.stderr.write(`  （另有 ${refusals.length - shown.length} 处 / and ${refusals.length - shown.length} more）\n`);
  process.stderr.write('\n');
  process.exit(1);
}

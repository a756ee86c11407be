import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gitEnvironment } from '../../../src/content/objects.ts';
import { DESK, type Person } from '../store/commit.ts';
import type { Store } from '../store/store.ts';

const run = promisify(execFile);
/** Commits that are looked at, newest first: whoever did nothing for so long is not asked for. */
const MOST = 10_000;

/** Who is in the history, as they call themselves now, sorted by name. Spawns Git. */
export async function peopleOf(store: Store): Promise<Person[]> {
  const { stdout } = await run('git', ['--git-dir', store.repository, 'log', '--branches', '--format=%ae%x09%an', '-n', String(MOST)], {
    env: gitEnvironment(), maxBuffer: 64 * 1024 * 1024,
  });
  const people = new Map<string, Person>();
  for (const line of stdout.split('\n')) {
    const [address = '', name = ''] = line.split('\t', 2);
    const username = address.replace(/@desk\.invalid$/, '');
    if (username && username !== DESK.username && !people.has(username)) people.set(username, { name: name.slice(0, 80), username: username.slice(0, 200) });
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name, 'zh'));
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gitEnvironment } from '../../../src/content/objects.ts';
import { DRAFTS, MAIN, type Store } from '../store/store.ts';

/** Removes the branches of drafts that `main` holds already: what a publish that was killed left to do. Gives their names. */
export async function finishPublished(store: Store): Promise<string[]> {
  const { stdout } = await promisify(execFile)(
    'git', ['--git-dir', store.repository, 'for-each-ref', `--merged=${MAIN}`, '--format=%(objectname) %(refname)', DRAFTS],
    { env: gitEnvironment() },
  );
  const finished: string[] = [];
  for (const line of stdout.split('\n').filter(Boolean)) {
    const ref = line.slice(41);
    await store.move(ref, line.slice(0, 40), null);
    finished.push(ref);
  }
  return finished;
}

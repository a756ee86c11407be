import type { Person } from '../store/commit.ts';
import { RefMoved } from '../store/refs.ts';
import { type Commit, MAIN } from '../store/store.ts';
import type { Change } from '../store/tree.ts';
import type { Desk, Outcome } from './change-draft.ts';
import { Refused } from './refused.ts';

/** One commit on `main` that comes from no draft. `guard` is asked again when somebody else came between. */
export async function changeMain(
  desk: Desk, person: Person,
  guard: (main: Commit) => Promise<{ changes: ReadonlyMap<string, Change>; subject: string; remark?: string; trailers?: Readonly<Record<string, string>> }>,
): Promise<Outcome & { commit: string }> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const main = await desk.store.main();
    const { changes, ...told } = await guard(main);
    const commit = await desk.store.write({ tree: await desk.store.edit(main.tree, changes), parents: [main.id], author: person, at: desk.now(), ...told });
    try {
      await desk.store.move(MAIN, main.id, commit);
    } catch (error) {
      if (error instanceof RefMoved) continue;
      throw error;
    }
    return { commit, ...(await desk.wake(commit)) };
  }
  throw new Refused('unavailable', '同时发布的人太多，这一步没有完成；请稍候再试');
}

import { type Commit, DRAFTS, type Store } from '../store/store.ts';
import { type EntryKey, keyOfBranch } from '../workflow/entry-key.ts';
import { isStep, kindOf } from './tell-commit.ts';

/** A commit and, of a draft's step or a publication, the entry that it was done to. */
export interface Walked {
  commit: Commit;
  key: EntryKey | undefined;
}

/**
 * Everything that `main` and the open drafts have in their history, the newest first, a commit never before whoever was made on it.
 * A step of a draft does not say whose it is; its branch does, or the publication that it led to, so that is carried on from there.
 */
export async function* walkBack(store: Store): AsyncGenerator<Walked> {
  /** The newest first; as few as there are open drafts and publications under way at one time. */
  const waiting: Walked[] = [];
  const seen = new Set<string>();
  const add = async (id: string, key?: EntryKey) => {
    if (seen.has(id)) return;
    seen.add(id);
    const commit = await store.commit(id);
    if (!commit) return;
    const place = waiting.findIndex((other) => other.commit.at < commit.at);
    waiting.splice(place < 0 ? waiting.length : place, 0, { commit, key: kindOf(commit) === 'step' ? key : entryOf(commit) });
  };
  await add((await store.main()).id);
  for (const { ref, commit } of await store.refs(DRAFTS)) {
    const key = keyOfBranch(ref);
    if (key) await add(commit, key);
  }
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { commit, key } = next;
    yield next;
    for (const [index, parent] of commit.parents.entries()) {
      // A publication's second parent is its draft's head; of a draft's step, the step before.
      await add(parent, isStep(commit) || (index === 1 && kindOf(commit) === 'publication') ? key : undefined);
    }
  }
}

/** The entry that one of the desk's commits on `main` names. */
function entryOf(commit: Commit): EntryKey | undefined {
  const named = kindOf(commit) === 'push' ? undefined : (commit.trailers['Draft'] ?? commit.trailers['Entry']);
  return (named && keyOfBranch(`${DRAFTS}${named}`)) || undefined;
}

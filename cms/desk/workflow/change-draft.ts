import type { Status } from '../../protocol/store.ts';
import type { Person } from '../store/commit.ts';
import { RefMoved } from '../store/refs.ts';
import type { Commit, Store } from '../store/store.ts';
import type { Change } from '../store/tree.ts';
import { type OpenDraft, readDraft } from './drafts.ts';
import { branchOf, type EntryKey } from './entry-key.ts';
import { Refused } from './refused.ts';

/** What came of a commit: public, or why not (yet). */
export interface Outcome {
  published: boolean;
  failure?: { zh: string; en: string };
}

/** What every verb is told of the world around it. */
export interface Desk {
  store: Store;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** `main` has moved to this commit: publish it. Resolves when it is public, or cannot be. */
  wake: (commit: string) => Promise<Outcome>;
}

/**
 * Puts one commit on an entry's draft, beginning it on `main` where there is none.
 * `guard` looks at what stands there (the draft's head, or `main`) and says what to change, or throws `Refused`; when another writer comes between,
 * everything is asked again, so of two writers exactly one goes on and the other is refused by its guard.
 */
export async function changeDraft(
  desk: Desk, key: EntryKey, person: Person,
  guard: (draft: OpenDraft | null, at: Commit) => Promise<{ changes: ReadonlyMap<string, Change>; status: Status; subject: string; base?: string }>,
): Promise<OpenDraft> {
  const { store } = desk;
  for (let attempt = 0; attempt < 20; attempt++) {
    const draft = await readDraft(store, key);
    // Read once: what the guard judges is what the commit stands on, whatever is pushed meanwhile.
    const parent = draft?.head ?? (await store.main());
    const { changes, status, subject, base = draft?.base ?? parent.id } = await guard(draft, parent);
    const tree = changes.size ? await store.edit(parent.tree, changes) : parent.tree;
    const id = await store.write({ tree, parents: [parent.id], author: person, at: desk.now(), subject, trailers: { State: status, Base: base } });
    try {
      await store.move(branchOf(key), draft?.head.id ?? null, id);
    } catch (error) {
      if (error instanceof RefMoved) continue;
      throw error;
    }
    const changed = await readDraft(store, key);
    // Somebody may have moved it again already; what this person saved is in its history.
    if (changed) return changed;
    return { key, head: (await store.commit(id))!, base, status, files: [] };
  }
  throw new Refused('unavailable', '同时保存的人太多，这次没有存上；文字还在页面上，请稍候再点一次保存');
}

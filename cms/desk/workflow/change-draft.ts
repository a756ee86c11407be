import type { Stage } from '../../protocol/roles.ts';
import type { JudgeUpload } from '../media/judge-upload.ts';
import type { Person } from '../store/commit.ts';
import { RefMoved } from '../store/refs.ts';
import type { Commit, Store } from '../store/store.ts';
import type { Change } from '../store/tree.ts';
import { digestOf } from './digest.ts';
import { draftOf, type OpenDraft, readDraft } from './drafts.ts';
import { branchOf, type EntryKey, fileOfEntry } from './entry-key.ts';
import { inLine } from './in-line.ts';
import type { Notice } from './notice.ts';
import type { Act } from './record.ts';
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
  /** The stages that a collection asks for now. */
  chain: (collection: string) => readonly Stage[];
  /** Tells whoever should hear of it; never throws, is never waited for. */
  notify: (notice: Notice) => void;
  /** A moment at which something is to be published was set or taken back. */
  scheduled: () => void;
  /** Judges an upload by its content; the desk's own does it in another process. */
  judgeUpload: JudgeUpload;
}

/** What a verb puts on a draft. */
export interface DraftChange {
  act: Act;
  changes?: ReadonlyMap<string, Change>;
  /** Decap's word; absent: as it was. */
  state?: 'draft' | 'pending_review' | 'pending_publish';
  subject: string;
  /** Free text that somebody wrote. */
  remark?: string;
  trailers?: Readonly<Record<string, string>>;
  /** The commit of `main` that the draft begins from now. */
  base?: string;
}

type Guard = (draft: OpenDraft | null, at: Commit) => Promise<DraftChange>;

/** How many pushes may come between before a verb gives up. */
const ATTEMPTS = 20;

/**
 * Puts one commit on an entry's draft, beginning it on `main` where there is none.
 * `guard` looks at what stands there (the draft's head, or `main`) and says what to change, or throws `Refused`; when another writer comes between,
 * everything is asked again, so of two writers exactly one goes on and the other is refused by its guard.
 */
export function changeDraft(desk: Desk, key: EntryKey, person: Person, guard: Guard): Promise<OpenDraft> {
  return inLine(desk.store, branchOf(key), () => putOnDraft(desk, key, person, guard));
}

async function putOnDraft(desk: Desk, key: EntryKey, person: Person, guard: Guard): Promise<OpenDraft> {
  const { store } = desk;
  const own = fileOfEntry(key);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const draft = await readDraft(store, key);
    // Read once: what the guard judges is what the commit stands on, whatever is pushed meanwhile.
    const parent = draft?.head ?? (await store.main());
    const { act, changes, state = draft?.head.trailers['State'] ?? 'draft', subject, remark, trailers, base = draft?.base ?? parent.id } = await guard(draft, parent);
    const tree = changes?.size ? await store.edit(parent.tree, changes) : parent.tree;
    const id = await store.write({
      tree, parents: [parent.id], author: person, at: desk.now(), subject, ...(remark ? { remark } : {}),
      trailers: { Entry: `${key.collection}/${key.id}`, Act: act, State: state, Base: base, ...trailers, Digest: await digestOf(store, tree, own) },
    });
    try {
      await store.move(branchOf(key), draft?.head.id ?? null, id);
    } catch (error) {
      if (error instanceof RefMoved) continue;
      throw error;
    }
    // What this person's step made of it, whoever has moved it again meanwhile.
    return (await draftOf(store, key, own, (await store.commit(id))!))!;
  }
  throw new Refused('unavailable', '同时保存的人太多，这次没有存上；文字还在页面上，请稍候再点一次保存');
}

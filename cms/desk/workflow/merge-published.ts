import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gitEnvironment } from '../../../src/content/objects.ts';
import { DESK, type Person } from '../store/commit.ts';
import type { Commit } from '../store/store.ts';
import { changeDraft, type Desk } from './change-draft.ts';
import type { OpenDraft } from './drafts.ts';
import { fileOfEntry } from './entry-key.ts';
import { Refused } from './refused.ts';
import { theirsOf } from './save.ts';
import { subjectOf } from './subject.ts';

const run = promisify(execFile);

/**
 * Brings a draft that lags behind up to what `main` says now: what was published since it began is merged three ways into it. Gives the
 * draft as it stands then, the same one where there was nothing to do. Throws `conflict` with the published text where both changed
 * the same words; other entries are not concerned.
 */
export async function mergePublished(desk: Desk, person: Person, draft: OpenDraft, main: Commit): Promise<OpenDraft> {
  const { store } = desk;
  const own = fileOfEntry(draft.key);
  const version = async (commit: string) => (await store.file(commit, own))?.version ?? null;
  const [mine, stands, before] = await Promise.all([version(draft.head.id), version(main.id), version(draft.base)]);
  if (mine === null || stands === before || stands === mine) return draft;
  const merged = stands === null || before === null ? undefined : await mergeTrees(desk, draft, main, own, mine);
  if (!merged) {
    throw new Refused('conflict', '写这份草稿期间，已发布的文字又改过同一处，所以没有发布。请把对方的改动合并到草稿里，保存，再发布', {
      theirs: [await theirsOf(desk, main, own)],
    });
  }
  return changeDraft(desk, draft.key, person, async (open, at) => {
    if (!open || at.id !== draft.head.id) throw new Refused('conflict', '刚刚有人又保存了这份草稿，所以没有发布；请刷新后再发布');
    return { act: 'merge', changes: new Map([[own, { id: merged }]]), subject: await subjectOf(desk, '并入已发布的改动', main, draft.key), base: main.id };
  });
}

/** The merged text's blob, or undefined where Git finds a conflict. Source: git-merge-tree(1). */
async function mergeTrees({ store, now }: Desk, draft: OpenDraft, main: Commit, own: string, mine: string): Promise<string | undefined> {
  const base = await store.commit(draft.base);
  if (!base) return undefined;
  // Git 2.39 finds the common ancestor by itself only: the draft's text as one commit on the one that it began from.
  const tip = await store.write({ tree: await store.edit(base.tree, new Map([[own, { id: mine }]])), parents: [base.id], author: DESK, at: now(), subject: '合并用' });
  try {
    const { stdout } = await run('git', ['--git-dir', store.repository, 'merge-tree', '--write-tree', '--no-messages', main.id, tip], { env: gitEnvironment() });
    return (await store.file(stdout.trim().slice(0, 40), own))?.version;
  } catch (error) {
    if ((error as { code?: unknown }).code === 1) return undefined;
    throw error;
  }
}

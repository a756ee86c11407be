import type { Params, Result } from '../../protocol/store.ts';
import type { Person } from '../store/commit.ts';
import { RefMoved } from '../store/refs.ts';
import { MAIN } from '../store/store.ts';
import type { Change } from '../store/tree.ts';
import { changeDraft, type Desk } from './change-draft.ts';
import { checkEntry } from './check-entry.ts';
import { readDraft } from './drafts.ts';
import { branchOf, type EntryKey, fileOfEntry } from './entry-key.ts';
import { Refused } from './refused.ts';
import { theirsOf, titleOf } from './save.ts';

/**
 * Puts a draft's own files and media on `main`, in one commit whose second parent is the draft's head, so that a clone has
 * the whole record. Only `main` is moved; the branch that is left over goes afterwards, or at the next start.
 */
export async function publish(desk: Desk, person: Person, params: Params<'publish'>): Promise<Result<'publish'>> {
  const { store } = desk;
  const own = fileOfEntry(params);
  for (let attempt = 0; attempt < 20; attempt++) {
    const draft = await readDraft(store, params);
    if (!draft) throw new Refused('not-found', '这份草稿已经不在了（可能已发布或被删除），请回到列表刷新');
    if (draft.status !== 'pending_publish') throw new Refused('not-ready', '状态到“就绪”以后才能发布');
    const main = await store.main();
    const text = await store.file(draft.head.id, own);
    if (!text) throw new Refused('not-found', '草稿里没有这一条的文件');

    const stands = (await store.file(main.id, own))?.version ?? null;
    const before = (await store.file(draft.base, own))?.version ?? null;
    if (stands !== before && stands !== text.version) {
      throw new Refused('conflict', '写这份草稿期间，已发布的文字又改过，所以没有发布。请把对方的改动合并到草稿里，保存，再发布', {
        theirs: [await theirsOf(desk, main, own)],
      });
    }
    const media = new Set(draft.files.filter((file) => file.path !== own && file.version).map(({ path }) => path));
    const findings = await checkEntry(store, own, text.bytes, main.tree, media);
    if (findings.some(({ severity }) => severity === 'error')) {
      throw new Refused('invalid-entry', `有 ${findings.length} 处需要修改，没有发布：${findings[0]!.sentence}`, { findings });
    }
    const changes = new Map<string, Change>([
      [own, { id: text.version }],
      // Uploads are only ever added: what else shows an image is not this draft's business.
      ...draft.files.flatMap((file) => (file.path !== own && file.version ? [[file.path, { id: file.version }] as const] : [])),
    ]);
    const commit = await store.write({
      tree: await store.edit(main.tree, changes),
      parents: [main.id, draft.head.id],
      author: person,
      at: desk.now(),
      subject: `发布：${titleOf(text.bytes.toString('utf8')) ?? params.id}`,
      trailers: { Draft: `${params.collection}/${params.id}`, 'Draft-Head': draft.head.id },
    });
    try {
      await store.move(MAIN, main.id, commit);
    } catch (error) {
      if (error instanceof RefMoved) continue;
      throw error;
    }
    await closeDraft(desk, params, draft.head.id, commit, person);
    return { commit, ...(await desk.wake(commit)) };
  }
  throw new Refused('unavailable', '同时发布的人太多，这次没有发布；请稍候再试');
}

/** Removes the branch. A save that came in between keeps it, and goes on from what is published now. */
async function closeDraft(desk: Desk, key: EntryKey, head: string, commit: string, person: Person): Promise<void> {
  try {
    await desk.store.move(branchOf(key), head, null);
  } catch (error) {
    // Anything else is housekeeping that the next start finishes.
    if (!(error instanceof RefMoved)) return;
    await changeDraft(desk, key, person, async (open) => {
      if (!open) throw new Refused('not-found', '草稿已经不在了');
      return { changes: new Map(), status: open.status, subject: '接着已发布的文字写', base: commit };
    }).catch(() => {});
  }
}

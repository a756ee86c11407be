import { checkFile } from '../../../src/content/check.ts';
import { isCollection } from '../../../src/model/collections.ts';
import { pathOf } from '../../../src/model/place.ts';
import type { Finding } from '../../protocol/refusal.ts';
import type { Commit, Store } from '../store/store.ts';
import type { Desk } from './change-draft.ts';
import type { OpenDraft } from './drafts.ts';
import { type EntryKey, fileOfEntry } from './entry-key.ts';
import { Refused } from './refused.ts';

/** Judges an entry's text as the site will, against what is published and what comes with the draft. */
export async function checkEntry(store: Store, path: string, bytes: Buffer, tree: string, media: ReadonlySet<string>): Promise<Finding[]> {
  return checkFile(path, bytes, {
    hasEntry: async (collection, id) => isCollection(collection) && (await store.file(tree, pathOf(collection, id))) !== null,
    hasMedia: async (address) => media.has(`content${address}`) || (await store.file(tree, `content${address}`)) !== null,
  });
}

/** The uploads that come with a draft. */
export const uploadsOf = (draft: OpenDraft, own: string): Set<string> =>
  new Set(draft.files.filter((file) => file.path !== own && file.version).map(({ path }) => path));

/** Refuses what the site could not show, with every finding; gives the draft's text. `what` says what was not done. */
export async function checkDraft({ store }: Desk, key: EntryKey, at: Pick<Commit, 'id' | 'tree'>, draft: OpenDraft, what: string, tree = at.tree): Promise<{ version: string; bytes: Buffer }> {
  const own = fileOfEntry(key);
  const text = await store.file(at.id, own);
  if (!text) throw new Refused('not-found', '草稿里没有这一条的文件');
  const findings = await checkEntry(store, own, text.bytes, tree, uploadsOf(draft, own));
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length) throw new Refused('invalid-entry', `有 ${errors.length} 处需要修改，没有${what}：${errors[0]!.sentence}`, { findings });
  return text;
}

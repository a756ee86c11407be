import { isCollection, isSetting } from '../../../src/model/collections.ts';
import { pathOf, place } from '../../../src/model/place.ts';
import { DRAFTS } from '../store/store.ts';
import { Refused } from './refused.ts';

/** Which entry a verb is about. */
export interface EntryKey {
  collection: string;
  id: string;
}

/** The entry's one text file, or the sentence that says why there can be none. */
function locate({ collection, id }: EntryKey): { path: string } | { sentence: string } {
  const path = collection === 'settings' && isSetting(id) ? `content/settings/${id}.yml` : isCollection(collection) ? pathOf(collection, id) : undefined;
  if (path === undefined) return { sentence: `没有名为 ${collection}/${id} 的条目` };
  const where = place(path);
  return where.what === 'refused' ? { sentence: where.sentence } : { path };
}

/** The entry's one text file. Refuses keys that name no possible entry. */
export function fileOfEntry(key: EntryKey): string {
  const found = locate(key);
  if ('sentence' in found) throw new Refused('refused-path', found.sentence);
  return found.path;
}

/** A draft's branch: `refs/heads/cms/<collection>/<id>`. */
export const branchOf = (key: EntryKey) => `${DRAFTS}${key.collection}/${key.id}`;

/** The entry whose draft a branch is, or null for a name under `cms/` that can be no entry's. */
export function keyOfBranch(ref: string): EntryKey | null {
  const match = /^refs\/heads\/cms\/([a-z-]+)\/([a-z0-9-]+)$/.exec(ref);
  const key = match && { collection: match[1]!, id: match[2]! };
  return key && 'path' in locate(key) ? key : null;
}

import type { Commit } from '../store/store.ts';
import type { Desk } from './change-draft.ts';
import { type EntryKey, fileOfEntry } from './entry-key.ts';

/** The title as it stands in the text, for the commit's subject. */
export const titleOf = (raw: string): string | undefined => /^(?:title|name):\s*["']?(.+?)["']?\s*$/m.exec(raw)?.[1]?.slice(0, 80);

/** A commit's subject: what was done, and the title of what it was done to. */
export async function subjectOf({ store }: Desk, what: string, at: Pick<Commit, 'id'>, key: EntryKey): Promise<string> {
  const text = await store.file(at.id, fileOfEntry(key));
  return `${what}：${(text && titleOf(text.bytes.toString('utf8'))) ?? key.id}`;
}

import { isReady } from './can.ts';
import type { Desk } from './change-draft.ts';
import type { OpenDraft } from './drafts.ts';
import { fileOfEntry } from './entry-key.ts';
import { publishReady } from './publish.ts';
import { Refused } from './refused.ts';

/** Closes an emergency publication when the last stage has signed what is public: `main` then names those who did. An edited text waits to be published. */
export async function finishUrgent(desk: Desk, draft: OpenDraft): Promise<void> {
  const { record, key } = draft;
  if (!record.urgent || !isReady(record, desk.chain(key.collection))) return;
  const own = fileOfEntry(key);
  const [signed, stands] = await Promise.all([desk.store.file(draft.head.id, own), desk.store.file('refs/heads/main', own)]);
  if (signed?.version !== stands?.version) return;
  await publishReady(desk, record.last.by, key, async (open) => {
    if (open.head.id !== draft.head.id) throw new Refused('conflict', '刚刚又改过');
  }, '补签').catch((error: unknown) => {
    // The sign-off stands; whoever may can publish it.
    if (!(error instanceof Refused)) throw error;
  });
}

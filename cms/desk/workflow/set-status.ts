import type { Draft, Params, Status } from '../../protocol/store.ts';
import type { Person } from '../store/commit.ts';
import { changeDraft, type Desk } from './change-draft.ts';
import { tellDraft } from './drafts.ts';
import { Refused } from './refused.ts';

const NAMES: Record<Status, string> = { draft: '撰写中', pending_review: '待审', pending_publish: '就绪' };

/** Moves a draft between its three states; a commit with the same tree records it. */
export async function setStatus(desk: Desk, person: Person, params: Params<'setStatus'>): Promise<{ draft: Draft }> {
  const draft = await changeDraft(desk, params, person, async (open) => {
    if (!open) throw new Refused('not-found', '这份草稿已经不在了（可能已发布或被删除），请回到列表刷新');
    return { changes: new Map(), status: params.status, subject: `状态：${NAMES[params.status]}` };
  });
  return { draft: tellDraft(draft) };
}

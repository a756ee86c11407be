import type { Params, Result } from '../../protocol/store.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './change-draft.ts';
import { changeMain } from './change-main.ts';
import { fileOfEntry } from './entry-key.ts';
import { guard } from './judge-verb.ts';
import { subjectOf } from './subject.ts';
import { keyOf } from './tell.ts';

/** Deletes what was published by mistake a moment ago. Its address answers 404 again; the history keeps the text. */
export async function deletePublished(desk: Desk, actor: Actor, params: Params<'deletePublished'>): Promise<Result<'deletePublished'>> {
  const key = keyOf(params);
  return changeMain(desk, actor, async (main) => {
    await guard(desk, actor, 'delete', key);
    return {
      changes: new Map([[fileOfEntry(key), null]]), subject: await subjectOf(desk, '删除', main, key), remark: params.reason,
      trailers: { Act: 'delete', Entry: `${key.collection}/${key.id}` },
    };
  });
}

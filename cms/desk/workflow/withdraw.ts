import type { Params, Result } from '../../protocol/store.ts';
import { momentOf } from './moment.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './change-draft.ts';
import { changeMain } from './change-main.ts';
import { fileOfEntry } from './entry-key.ts';
import { guard } from './judge-verb.ts';
import { withField } from './owned-fields.ts';
import { titleOf } from './subject.ts';
import { keyOf } from './tell.ts';

/** Withdraws what is published: its page stays at its address and gives the reason instead of the text. At once, without review. */
export async function withdraw(desk: Desk, actor: Actor, params: Params<'withdraw'>): Promise<Result<'withdraw'>> {
  const key = keyOf(params);
  const own = fileOfEntry(key);
  let title = key.id;
  const done = await changeMain(desk, actor, async (main) => {
    await guard(desk, actor, 'withdraw', key);
    const raw = (await desk.store.file(main.id, own))!.bytes.toString('utf8');
    title = titleOf(raw) ?? key.id;
    const text = withField(raw, 'withdrawn', { at: momentOf(desk.now()), reason: params.reason });
    return {
      changes: new Map([[own, { id: await desk.store.blob(Buffer.from(text)) }]]),
      subject: `撤稿：${title}`, remark: params.reason, trailers: { Act: 'withdraw', Entry: `${key.collection}/${key.id}` },
    };
  });
  desk.notify({ kind: 'withdrawn', key, title, by: actor, at: desk.now(), to: { stage: 'final' }, reason: params.reason });
  return done;
}

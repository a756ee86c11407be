import { isSeq, parseDocument } from 'yaml';
import { momentOf } from './moment.ts';
import type { Draft, Params } from '../../protocol/store.ts';
import type { Actor } from './actor.ts';
import { changeDraft, type Desk } from './change-draft.ts';
import { tellDraft } from './drafts.ts';
import { fileOfEntry } from './entry-key.ts';
import { guard } from './judge-verb.ts';
import { Refused } from './refused.ts';
import { subjectOf } from './subject.ts';
import { keyOf, tellVoided } from './tell.ts';

/** Says on the page what was wrong and is mended: an entry of `corrections` in the draft, which goes the way of every change. */
export async function correct(desk: Desk, actor: Actor, params: Params<'correct'>): Promise<{ draft: Draft }> {
  const key = keyOf(params);
  const own = fileOfEntry(key);
  const draft = await changeDraft(desk, key, actor, async (open, at) => {
    await guard(desk, actor, 'correct', key, open);
    const raw = (await desk.store.file(at.id, own))?.bytes.toString('utf8');
    if (raw === undefined) throw new Refused('not-found', '没有这一条的文件');
    const text = withCorrection(raw, { at: momentOf(desk.now()), text: params.text });
    return { act: 'correct', changes: new Map([[own, { id: await desk.store.blob(Buffer.from(text)) }]]), subject: await subjectOf(desk, '更正', at, key), remark: params.text };
  });
  tellVoided(desk, draft, actor);
  return { draft: tellDraft(draft, desk.chain(key.collection)) };
}

/** A text with one more correction in its front matter; the rest of it stays as it is written. */
function withCorrection(raw: string, correction: { at: string; text: string }): string {
  const match = /^---[ \t]*\r?\n([\s\S]*?)(?:^|\r?\n)---[ \t]*(?:\r?\n|$)/.exec(raw);
  if (!match) throw new Refused('invalid-entry', '这一条的文件写法不对，不能更正；请先在编辑页改好');
  const document = parseDocument(match[1] ?? '', { version: '1.2', schema: 'core' });
  const earlier = document.get('corrections');
  if (isSeq(earlier)) earlier.add(document.createNode(correction));
  else document.set('corrections', document.createNode([correction]));
  return `---\n${document.toString({ lineWidth: 0 }).trimEnd()}\n---\n${raw.slice(match[0].length)}`;
}

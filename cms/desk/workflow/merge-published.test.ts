import { describe, expect, it } from 'vitest';
import { both, chained, FINAL, KEY, PATH, record, refused, SECOND, write, WRITER } from '../../../tests/fixtures/chain.ts';
import { git } from '../../../tests/fixtures/git.ts';
import { article } from '../../../tests/fixtures/sample.ts';
import type { Desk } from './change-draft.ts';
import { readDraft } from './drafts.ts';
import { publish } from './publish.ts';
import { sign } from './sign.ts';
import { submit } from './submit.ts';

describe('what main did meanwhile', () => {
  const text = (title: string, last: string) => article(title, `第一段。\n\n第二段。\n\n第三段。\n\n第四段。\n\n${last}`);
  async function lagging(mine: string, theirs: string, stages: 0 | 1 = 1) {
    const made = await chained(stages);
    const { desk } = made;
    await desk.store.main();
    await write(desk, text('标题', '末段。'), WRITER);
    await submitAndPublish(desk);
    await write(desk, mine);
    await submit(desk, WRITER, KEY);
    if (stages) await sign(desk, FINAL, { ...KEY, ...both });
    const main = await desk.store.main();
    const tree = await desk.store.edit(main.tree, new Map([[PATH, { id: await desk.store.blob(Buffer.from(theirs)) }]]));
    await desk.store.move('refs/heads/main', main.id, await desk.store.write({ tree, parents: [main.id], author: SECOND, at: desk.now(), subject: '推送' }));
    return made;
  }
  async function submitAndPublish(desk: Desk) {
    await submit(desk, WRITER, KEY);
    if (desk.chain('news').length) await sign(desk, FINAL, { ...KEY, ...both });
    await publish(desk, WRITER, KEY);
  }

  it('is merged where it concerns other words, and voids the sign-offs', async () => {
    const { desk, repository } = await lagging(text('标题', '我改的末段。'), text('别人改的标题', '末段。'));
    expect(await refused(publish(desk, WRITER, KEY))).toMatchObject({ code: 'not-ready', error: expect.stringContaining('原来的审签因此作废') });
    expect((await record(desk)).voided).toHaveLength(1);
    await sign(desk, FINAL, { ...KEY, ...both });
    await publish(desk, WRITER, KEY);
    const shown = git(repository, 'show', `main:${PATH}`);
    expect(shown).toContain('别人改的标题');
    expect(shown).toContain('我改的末段');
  });

  it('is shown where both changed the same words, and nothing is written into the text', async () => {
    const { desk } = await lagging(text('标题', '我改的末段。'), text('标题', '别人改的末段。'), 0);
    const refusal = await refused(publish(desk, WRITER, KEY));
    expect(refusal).toMatchObject({ code: 'conflict', theirs: [{ author: '示例丙', raw: expect.stringContaining('别人改的末段') }] });
    const draft = (await readDraft(desk.store, KEY))!;
    expect((await desk.store.file(draft.head.id, PATH))!.bytes.toString()).not.toMatch(/<<<<|>>>>/);
  });
});

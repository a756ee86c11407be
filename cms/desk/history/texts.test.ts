import { describe, expect, it } from 'vitest';
import { git } from '../../../tests/fixtures/git.ts';
import { article } from '../../../tests/fixtures/sample.ts';
import { BRANCH, code, FINAL, FIRST, KEY, OTHER_PATH, WRITER, writtenHistory } from '../../../tests/fixtures/written-history.ts';
import { Texts } from '../../protocol/history.ts';
import { readTexts } from './texts.ts';

describe('two texts', () => {
  it('are one version and the one before it, whoever changed other entries in between', async () => {
    const { store, onMain } = await writtenHistory();
    const one = await onMain({ by: WRITER, subject: '改：甲', text: article('甲', '甲文。\n\n第二段。', 'pinned: true\n') });
    await onMain({ by: FIRST, subject: '改：另一篇', text: article('另一篇'), path: OTHER_PATH });
    const two = await onMain({ by: FINAL, subject: '改：乙', text: article('乙') });
    const texts = await readTexts(store, KEY, two);
    expect(Texts.parse(texts)).toEqual(texts);
    expect(texts.before).toMatchObject({ commit: one, by: WRITER, title: '甲', body: '甲文。\n\n第二段。', fields: { title: '甲', pinned: true, date: '2026-11-01T09:00:00+08:00' } });
    expect(texts.after).toMatchObject({ commit: two, by: FINAL, title: '乙', body: '正文。' });
    expect((await readTexts(store, KEY, one, two)).before).toMatchObject({ title: '乙' });
  });

  it('of a draft’s step: the step before, or what is published', async () => {
    const { store, save } = await writtenHistory();
    const first = await save(article('一稿'));
    const second = await save(article('二稿'));
    expect((await readTexts(store, KEY, first)).before).toMatchObject({ what: '推送', title: '第一篇' });
    expect((await readTexts(store, KEY, second)).before).toMatchObject({ commit: first, title: '一稿' });
  });

  it('of a first version there is none before', async () => {
    const { store, repository } = await writtenHistory();
    const start = git(repository, 'rev-list', '--max-parents=0', 'main').trim();
    expect(await readTexts(store, KEY, start)).toMatchObject({ before: null, after: { title: '第一篇' } });
  });

  it('a draft that was thrown away is not shown again', async () => {
    const { store, save } = await writtenHistory();
    const thrown = await save(article('作废'));
    await store.move(BRANCH, thrown, null);
    expect(await code(readTexts(store, KEY, thrown))).toBe('not-found');
    expect(await code(readTexts(store, KEY, 'f'.repeat(40)))).toBe('not-found');
  });

  it('that cannot be read as an entry are given whole', async () => {
    const { store, onMain } = await writtenHistory();
    const broken = await onMain({ by: WRITER, subject: '推送', text: '---\ntitle: [\n---\n文' });
    expect((await readTexts(store, KEY, broken)).after).toMatchObject({ fields: null, body: '---\ntitle: [\n---\n文' });
  });
});

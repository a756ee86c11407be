import { expect, it } from 'vitest';
import { article } from '../../../tests/fixtures/sample.ts';
import { EDITOR, sampleStore } from '../../../tests/fixtures/store.ts';
import { correct } from './correct.ts';
import { readDraft } from './drafts.ts';

const KEY = { collection: 'news', id: '2026-11-01-0900' };
const PATH = 'content/news/2026/2026-11-01-0900.md';

it('writes each correction as an item of its own, and leaves the rest as it is written', async () => {
  const { desk } = await sampleStore(undefined, { now: () => Date.parse('2026-11-20T12:00:00+08:00') });
  const text = async () => (await desk.store.file((await readDraft(desk.store, KEY))!.head.id, PATH))!.bytes.toString();
  await correct(desk, EDITOR, { ...KEY, text: '日期原写作 3 月，应为 4 月' });
  expect(await text()).toBe(article('第一篇', '正文。', 'corrections:\n  - at: 2026-11-20T12:00:00+08:00\n    text: 日期原写作 3 月，应为 4 月\n'));
  await correct(desk, EDITOR, { ...KEY, text: '又一处：“甲”应为“乙”' });
  expect(await text()).toContain('应为 4 月\n  - at: 2026-11-20T12:00:00+08:00\n    text: 又一处：“甲”应为“乙”\n---\n正文。');
});

import { expect, it } from 'vitest';
import { snapshotOf } from '../../tests/fixtures/snapshot.ts';
import { SETTINGS } from '../../tests/fixtures/sample.ts';
import type { Snapshot } from '../content/snapshot.ts';
import { topicId } from '../model/topic.ts';
import { answer } from './answer.ts';
import { narrowedPath, type Subject } from './narrowing.ts';
import { keyOf } from './question.ts';
import { paths } from './routes.ts';
import type { Validity } from './validity.ts';

const policy = (title: string, topics: string, validity?: Validity, date = '2026-11-03') =>
  `---\ntitle: ${title}\nkind: 文件\ndate: ${date}T09:00:00+08:00\n${validity ? `validity: ${validity}\n` : ''}topics: [${topics}]\nsource: 示例\nsummary: 示例\n---\n正文。\n`;
const FILES = {
  ...SETTINGS,
  'content/policies/2026/2026-11-01-0900.md': policy('甲', '改革, 经费', '有效', '2026-11-01'),
  'content/policies/2026/2026-11-02-0900.md': policy('乙', '改革', '废止', '2026-11-02'),
  'content/policies/2026/2026-11-03-0900.md': policy('丙', '解读'),
  'content/policies/2026/2026-12-01-0900.md': policy('未到时间的', '改革, 解读', '失效', '2026-12-01'),
};
const open = async (more: Record<string, string> = {}) => (await snapshotOf({ ...FILES, ...more }, '2026-11-15T09:00:00+08:00')).snapshot;
const [reform, funds, explained] = ['改革', '经费', '解读'].map(topicId) as [string, string, string];
const titles = (snapshot: Snapshot, topic: string, validity: Validity) =>
  (answer(snapshot, { ask: 'list', collection: 'policies', query: { list: 'topic', topic, validity, limit: 9 } }) as { data: { title: string } }[]).map(({ data }) => data.title);
const states = (snapshot: Snapshot, topic?: string) => answer(snapshot, { ask: 'validities', ...(topic ? { topic } : {}) });
const named = (snapshot: Snapshot, validity?: Validity) => (answer(snapshot, { ask: 'subjects', ...(validity ? { validity } : {}) }) as Subject[]).map(({ topic }) => topic);

it('has a page for a topic and a 有效性 together where both are of one public document, and for no other pair', async () => {
  const all = paths(await open());
  expect(all.filter((path) => /^\/policies\/topics\/\w+\/\w/.test(path)).sort()).toEqual([`/policies/topics/${reform}/valid/`, `/policies/topics/${reform}/repealed/`, `/policies/topics/${funds}/valid/`].sort());
  expect(new Set(all).size).toBe(all.length);
});

it('lists what has both', async () => {
  const snapshot = await open();
  expect([titles(snapshot, '改革', '有效'), titles(snapshot, '改革', '废止'), titles(snapshot, '改革', '失效'), titles(snapshot, '经费', '废止'), titles(snapshot, '没有', '有效')]).toEqual([['甲'], ['乙'], [], [], []]);
});

it('offers with each choice what leaves something', async () => {
  const snapshot = await open();
  expect([states(snapshot), states(snapshot, '改革'), states(snapshot, '经费'), states(snapshot, '解读')]).toEqual([['valid', 'repealed'], ['valid', 'repealed'], ['valid'], []]);
  expect([named(snapshot), named(snapshot, '有效'), named(snapshot, '废止'), named(snapshot, '失效')]).toEqual([['改革', '经费', '解读'], ['改革', '经费'], ['改革'], []]);
});

it('answers the same after another document of a pair that is there: no page of filters is made again for it', async () => {
  const [before, after] = [await open(), await open({ 'content/policies/2026/2026-11-04-0900.md': policy('丁', '改革', '有效', '2026-11-04') })];
  for (const ask of [(snapshot: Snapshot) => states(snapshot, '改革'), (snapshot: Snapshot) => named(snapshot, '有效'), (snapshot: Snapshot) => answer(snapshot, { ask: 'subjects' })]) expect(ask(after)).toEqual(ask(before));
});

it('is asked again when a document of the topic comes, goes or changes, and only then', () => {
  expect(keyOf({ ask: 'validities', topic: '改革' })).toBe(keyOf({ ask: 'list', collection: 'policies', query: { list: 'topic', topic: '改革', validity: '有效', limit: 9 } }));
  expect(keyOf({ ask: 'subjects', validity: '有效' })).toBe(keyOf({ ask: 'topics', collection: 'policies' }));
});

it('an address with both, cut off at its end, is that of the topic', () => {
  expect([narrowedPath({}), narrowedPath({ state: 'valid' }), narrowedPath({ topic: reform }), narrowedPath({ topic: explained, state: 'valid' })])
    .toEqual(['/policies/', '/policies/validity/valid/', `/policies/topics/${reform}/`, `/policies/topics/${explained}/valid/`]);
});

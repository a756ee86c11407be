import { expect, it } from 'vitest';
import { snapshotOf } from '../../tests/fixtures/snapshot.ts';
import { article, SETTINGS } from '../../tests/fixtures/sample.ts';
import type { Snapshot } from '../content/snapshot.ts';
import { topicId } from '../model/topic.ts';
import { answer } from './answer.ts';
import type { ListQuery } from './question.ts';
import { paths } from './routes.ts';
import { topicOf, topics } from './topics.ts';

const news = (day: string, title: string, topic: string) => article(title, '正文。', `topics: [${topic}]\n`).replace('2026-11-01T', `${day}T`);
const policy = (kind: string, more: string) => `---\ntitle: ${kind}\nkind: ${kind}\ndate: 2026-11-03T09:00:00+08:00\n${more}source: 示例\nsummary: 示例\n---\n正文。\n`;
const notice = (title: string, kind: string, ends = '') => `---\ntitle: ${title}\nkind: ${kind}\nsample: true\ndate: 2026-11-01T09:00:00+08:00\n${ends && `starts: 2026-11-01\nends: ${ends}\noffice: 示例部门\n`}source: 示例\nsummary: 示例\n---\n正文。\n`;
const FILES: Record<string, string> = {
  ...SETTINGS,
  'content/news/2026/2026-11-01-0900.md': news('2026-11-01', '早的', '改革, “互联网+工会”/云'),
  'content/news/2026/2026-11-02-0900.md': news('2026-11-02', '晚的', '改革, 改革'),
  'content/news/2026/2026-12-01-0900.md': news('2026-12-01', '未到时间的', '以后'),
  'content/policies/2026/2026-11-03-0900.md': policy('文件', 'validity: 有效\ntopics: [改革]\n'),
  'content/policies/2026/2026-11-03-0930.md': policy('解读', 'explains: [2026-11-03-0900]\n'),
  'content/notices/2026/2026-11-01-0901.md': notice('在公示', '公示', '2026-11-20'),
  'content/notices/2026/2026-11-01-0902.md': notice('过了的', '公示', '2026-11-10'),
  'content/notices/2026/2026-11-01-0903.md': notice('结果', '结果'),
  'content/notices/2026/2026-11-01-0904.md': notice('通知', '通知'),
};
const open = async (files = FILES, now = '2026-11-15T09:00:00+08:00') => (await snapshotOf(files, now)).snapshot;
const titles = (snapshot: Snapshot, collection: 'news' | 'policies' | 'notices', query: Exclude<ListQuery, { list: 'chosen' }>) =>
  (answer(snapshot, { ask: 'list', collection, query }) as { data: { title: string } }[]).map(({ data }) => data.title);

it('counts the public entries of a topic, each once, and lists them', async () => {
  const snapshot = await open();
  expect(topics(snapshot, 'news').map(({ topic, count }) => [topic, count])).toEqual([['改革', 2], ['“互联网+工会”/云', 1]]);
  expect(titles(snapshot, 'news', { list: 'topic', topic: '改革', limit: 9 })).toEqual(['晚的', '早的']);
  expect(titles(snapshot, 'news', { list: 'topic', topic: '以后', limit: 9 })).toEqual([]);
});

it('has a page for each topic, under a name that every file system and server takes', async () => {
  const snapshot = await open();
  const id = topicId('“互联网+工会”/云');
  expect(id).toMatch(/^[0-9a-z]{8}$/);
  expect(topicOf(snapshot, id)).toBe('“互联网+工会”/云');
  expect(topicOf(snapshot, 'zzzzzzzz')).toBeUndefined();
  const all = paths(snapshot);
  expect(all).toContain(`/keywords/${id}/`);
  expect(all).not.toContain(`/keywords/${topicId('以后')}/`);
  expect(all.filter((path) => path.startsWith('/policies/topics/'))).toEqual(['', 'valid/'].map((rest) => `/policies/topics/${topicId('改革')}/${rest}`));
  expect(all).toEqual(expect.arrayContaining(['/policies/validity/valid/', '/news/archive/2026/', '/notices/archive/2026/']));
  expect(all.filter((path) => path.startsWith('/policies/validity/'))).toHaveLength(1);
  expect(new Set(all).size).toBe(all.length);
});

it('narrows policies by 有效性, and puts notices where they stand at the instant', async () => {
  const snapshot = await open();
  expect(titles(snapshot, 'policies', { list: 'validity', validity: '有效', limit: 9 })).toEqual(['文件']);
  const stages = async (now: string) => {
    const at = await open(FILES, now);
    return (['running', 'over', 'results', 'others'] as const).map((stage) => titles(at, 'notices', { list: 'stage', stage, limit: 9 }));
  };
  expect(await stages('2026-11-15T09:00:00+08:00')).toEqual([['在公示'], ['过了的'], ['结果'], ['通知']]);
  expect(await stages('2026-11-21T00:00:00+08:00')).toEqual([[], ['在公示', '过了的'], ['结果'], ['通知']]);
});

it('does not lead away from a list that is there', async () => {
  const moved = (from: string) => open({ ...FILES, 'content/settings/redirects.yml': `moved:\n  - from: ${from}\n    to: /news/\n` });
  const where = async (path: string) => answer(await moved(path), { ask: 'moved', path });
  expect(await where('/news/archive/2026/')).toBeUndefined();
  expect(await where(`/keywords/${topicId('改革')}/`)).toBeUndefined();
  expect(await where('/news/2026/11/')).toBeUndefined();
  expect(await where('/news/archive/2018/')).toEqual({ path: '/news/archive/2018/', to: '/news/' });
});

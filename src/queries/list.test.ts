import { expect, it } from 'vitest';
import { snapshotOf } from '../../tests/fixtures/snapshot.ts';
import { article, SETTINGS } from '../../tests/fixtures/sample.ts';
import type { Snapshot } from '../content/snapshot.ts';
import type { CollectionName } from '../model/collections.ts';
import { answer } from './answer.ts';
import type { Card } from './list.ts';
import type { ListQuery } from './question.ts';
import { paths } from './routes.ts';

const news = (day: string, title: string, more = '') => article(title, '正文。', more).replace('2026-11-01T', `${day}T`);
const service = (title: string, order: number, day: string) =>
  `---\ntitle: ${title}\norder: ${order}\ndate: ${day}T09:00:00+08:00\nsummary: 示例\naudience: 职工\nsource: 示例\n---\n说明。\n`;
const FILES = {
  ...SETTINGS,
  'content/news/2026/2026-11-01-0900.md': news('2026-11-01', '早而置顶', 'pinned: true\n'),
  'content/news/2026/2026-11-02-0900.md': news('2026-11-02', '中'),
  'content/news/2026/2026-11-03-0900.md': news('2026-11-03', '晚'),
  'content/news/2026/2026-12-01-0900.md': news('2026-12-01', '未到时间'),
  'content/services/bangfu.md': service('排在前，早改', 1, '2026-11-01'),
  'content/services/huzhu.md': service('排在后，晚改', 2, '2026-11-05'),
};
const titles = (snapshot: Snapshot, collection: CollectionName, query: Exclude<ListQuery, { list: 'chosen' }>) => (answer(snapshot, { ask: 'list', collection, query }) as Card[]).map(({ data }) => data.title);

it('the newest stand as their list does, the latest by time alone', async () => {
  const { snapshot } = await snapshotOf(FILES);
  expect([titles(snapshot, 'news', { list: 'newest', limit: 2 }), titles(snapshot, 'news', { list: 'latest', limit: 2 })]).toEqual([['早而置顶', '晚'], ['晚', '中']]);
  expect([titles(snapshot, 'services', { list: 'newest', limit: 1 }), titles(snapshot, 'services', { list: 'latest', limit: 1 })]).toEqual([['排在前，早改'], ['排在后，晚改']]);
  expect([titles(snapshot, 'news', { list: 'latest', limit: 20 }).length, titles(snapshot, 'places', { list: 'latest', limit: 20 })]).toEqual([3, []]);
});

it('each column whose entries have a time has feeds, and no other', async () => {
  const { snapshot } = await snapshotOf(FILES);
  const feeds = paths(snapshot).filter((path) => path.endsWith('/feed.xml'));
  expect(feeds).toEqual(['', '/news', '/policies', '/notices', '/services', '/places'].map((column) => `${column}/feed.xml`));
  expect(paths(snapshot).filter((path) => path.endsWith('/feed.json'))).toEqual(feeds.map((path) => path.replace('xml', 'json')));
});

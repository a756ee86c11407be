import { describe, expect, it } from 'vitest';
import { snapshotOf } from '../../tests/fixtures/snapshot.ts';
import { article, SETTINGS } from '../../tests/fixtures/sample.ts';
import { openSnapshot } from '../content/open-snapshot.ts';
import { nextTurn, type Snapshot } from '../content/snapshot.ts';
import { answer } from './answer.ts';
import { entry } from './entry.ts';
import { publicMedia } from './media.ts';
import type { ListQuery } from './question.ts';
import { movedFrom, paths } from './routes.ts';
import { takenDown, withdrawn } from './withdrawn.ts';

const WITHDRAWN = "withdrawn:\n  at: '2026-11-18T10:00:00+08:00'\n  reason: 数字有误，核实后另发\n";
const news = (day: string, title: string, more = '') => article(title, `${title}的正文。`, `topics: [工会改革]\n${more}`).replace('2026-11-01', day);
const notice = (more: string) => `---\ntitle: 名单公示\nkind: 公示\ndate: 2026-11-10T09:00:00+08:00\nstarts: 2026-11-10\nends: 2026-11-30\noffice: 示例部门\nnames: [{ name: 张* }]\nattachments: [{ title: 名单, file: /media/2026/11/list.pdf }]\nsource: 示例\nsummary: 示例摘要\n${more}---\n正文。\n`;
const files = (more: string) => ({
  ...SETTINGS,
  'content/settings/redirects.yml': 'moved:\n  - from: /news/2026-11-02-0900/\n    to: /news/\n',
  'content/media/2026/11/list.pdf': '%PDF',
  'content/services/zhuxue.md': '---\ntitle: 金秋助学\norder: 1\ndate: 2026-11-01T09:00:00+08:00\nsummary: 示例\naudience: 职工\nsource: 示例\n---\n说明。\n',
  'content/news/2026/2026-11-01-0900.md': news('2026-11-01', '前一篇'),
  'content/news/2026/2026-11-02-0900.md': news('2026-11-02', '撤下的', `services: [zhuxue]\nattachments:\n  - title: 附件\n    file: /media/2026/11/list.pdf\n${more}`),
  'content/news/2026/2026-11-03-0900.md': news('2026-11-03', '后一篇'),
  'content/notices/2026/2026-11-10-0900.md': notice(more),
  'content/notices/2026/2026-11-12-0900.md': `---\ntitle: 结果\nkind: 结果\ndate: 2026-11-12T09:00:00+08:00\nresult: 2026-11-10-0900\nsource: 示例\nsummary: 示例\n---\n正文。\n`,
  'content/tasks/t1.md': `---\ntitle: 任务\norder: 1\nstate: 未完成\nasOf: 2026-05-31\nsource: 示例\n${more}---\n`,
});
const ID = '2026-11-02-0900';
const listed = (snapshot: Snapshot, query: Exclude<ListQuery, { list: 'chosen' }>) =>
  (answer(snapshot, { ask: 'list', collection: 'news', query }) as { data: { title: string } }[]).map(({ data }) => data.title);

describe('a withdrawn entry', () => {
  it('has a page that says what it was, since when it is gone and why, and nothing else of it', async () => {
    const { snapshot } = await snapshotOf(files(WITHDRAWN));
    expect(withdrawn(snapshot, 'news', ID)).toEqual({
      collection: 'news', address: `/news/${ID}/`, title: '撤下的', at: '2026-11-18T10:00:00+08:00', reason: '数字有误，核实后另发',
    });
    expect(entry(snapshot, 'news', ID)).toBeUndefined();
    expect(paths(snapshot).filter((path) => path === `/news/${ID}/`)).toHaveLength(1);
    // Its address is its own: nothing leads away from it.
    expect(movedFrom(snapshot, `/news/${ID}/`)).toBeUndefined();
  });

  it('is in no list, no count, no map and shows no upload', async () => {
    const { snapshot } = await snapshotOf(files(WITHDRAWN));
    expect(listed(snapshot, { list: 'all' })).toEqual(['后一篇', '前一篇']);
    expect(listed(snapshot, { list: 'month', month: '2026-11' })).toEqual(['后一篇', '前一篇']);
    expect(listed(snapshot, { list: 'neighbours', of: '2026-11-03-0900' })).toEqual(['前一篇']);
    expect(listed(snapshot, { list: 'related', to: '2026-11-03-0900', limit: 4 })).toEqual(['前一篇']);
    expect(listed(snapshot, { list: 'about', id: 'zhuxue', limit: 4 })).toEqual([]);
    expect(answer(snapshot, { ask: 'addresses', collection: 'news', month: '2026-11' })).toEqual(['/news/2026-11-01-0900/', '/news/2026-11-03-0900/']);
    expect(publicMedia(snapshot)).toEqual([]);
    expect(publicMedia((await snapshotOf(files(''))).snapshot)).toHaveLength(1);
  });

  it('may be named by others, who leave it out', async () => {
    const { snapshot } = await snapshotOf(files(WITHDRAWN));
    expect(entry(snapshot, 'notices', '2026-11-12-0900')?.data.result).toBe('2026-11-10-0900');
    expect(answer(snapshot, { ask: 'card', collection: 'notices', id: '2026-11-10-0900' })).toBeUndefined();
  });

  it('waits for nothing: the end of its period changes nothing any more', async () => {
    expect(nextTurn((await snapshotOf(files(''))).snapshot)).toBe(Date.parse('2026-12-01T00:00:00+08:00'));
    expect(nextTurn((await snapshotOf(files(WITHDRAWN))).snapshot)).toBeUndefined();
  });

  it('has no page before its time, and a task has none at all', async () => {
    const early = (await snapshotOf(files(WITHDRAWN), '2026-11-01T12:00:00+08:00')).snapshot;
    expect(withdrawn(early, 'news', ID)).toBeUndefined();
    expect(early.entries.news.get(ID)?.face.page).toBe(false);
    const { snapshot } = await snapshotOf(files(WITHDRAWN));
    expect(withdrawn(snapshot, 'tasks', 't1')).toBeUndefined();
    expect(answer(snapshot, { ask: 'list', collection: 'tasks', query: { list: 'all' } })).toEqual([]);
  });
});

it('what is down on main stays down in an earlier commit, with main’s title and reason', async () => {
  const { snapshot: main } = await snapshotOf(files(WITHDRAWN));
  const before = await snapshotOf({ ...files(''), 'content/news/2026/2026-11-02-0900.md': news('2026-11-02', '从前的题目') });
  const restored = await openSnapshot(before.source, main.instant, { down: takenDown(main) });
  expect(withdrawn(restored, 'news', ID)).toMatchObject({ title: '撤下的', reason: '数字有误，核实后另发' });
  expect(entry(restored, 'news', ID)).toBeUndefined();
  expect(entry(restored, 'notices', '2026-11-10-0900')).toBeUndefined();
  expect(publicMedia(restored)).toEqual([]);
  // And stays so for whoever restores from there.
  expect(takenDown(restored)).toEqual(takenDown(main));
});

it('lists mark what was put right', async () => {
  const corrected = "corrections:\n  - at: '2026-11-18T10:00:00+08:00'\n    text: 把11项改为12项\n";
  const { snapshot } = await snapshotOf(files(corrected));
  const cards = answer(snapshot, { ask: 'list', collection: 'news', query: { list: 'all' } }) as { id: string; corrected?: true }[];
  expect(cards.filter((card) => card.corrected).map(({ id }) => id)).toEqual([ID]);
  expect(entry(snapshot, 'news', ID)?.data.corrections).toEqual([{ at: '2026-11-18T10:00:00+08:00', text: '把11项改为12项' }]);
});

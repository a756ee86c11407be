import { describe, expect, it } from 'vitest';
import { git } from '../../../tests/fixtures/git.ts';
import { article, SETTINGS } from '../../../tests/fixtures/sample.ts';
import { EDITOR, sampleStore } from '../../../tests/fixtures/store.ts';
import { MAIN } from '../store/store.ts';
import type { Desk } from './change-draft.ts';
import { listEntries } from './list-entries.ts';
import type { Refused } from './refused.ts';

const path = (day: number) => `content/news/2026/2026-11-${String(day).padStart(2, '0')}-0900.md`;
/** News whose titles run against their dates. */
const NEWS = Object.fromEntries(Array.from({ length: 25 }, (_none, n) => [path(n + 1), article(`第${String(50 - n)}篇`).replace('2026-11-01', `2026-11-${String(n + 1).padStart(2, '0')}`)]));

/** All pages of a list, each asked for by the last one's end. */
async function pages(desk: Desk, params: Omit<Parameters<typeof listEntries>[1], 'collection'>) {
  const found: string[][] = [];
  let after: Parameters<typeof listEntries>[1]['after'];
  do {
    const { entries, next } = await listEntries(desk, { collection: 'news', ...params, ...(after ? { after } : {}) });
    found.push(entries.map((entry) => entry.path));
    after = next ?? undefined;
  } while (after);
  return found;
}
async function put(desk: Desk, changes: Record<string, string | null>): Promise<void> {
  const main = await desk.store.main();
  const made = await Promise.all(Object.entries(changes).map(async ([file, text]) => [file, text === null ? null : { id: await desk.store.blob(Buffer.from(text)) }] as const));
  const tree = await desk.store.edit(main.tree, new Map(made));
  await desk.store.move(MAIN, main.id, await desk.store.write({ tree, parents: [main.id], author: EDITOR, at: 0, subject: '改' }));
}

describe('the list of a collection', () => {
  it('tells of each entry what lists show, and nothing of its text, its rows and its lists', async () => {
    const { desk } = await sampleStore({ ...SETTINGS, [path(1)]: article('第一篇', '很长的正文。', 'pinned: true\ntopics:\n  - 示例\nattachments: []\n') });
    const { entries, total, next } = await listEntries(desk, { collection: 'news' });
    expect([total, next]).toEqual([1, null]);
    expect(entries[0]?.fields).toEqual({ title: '第一篇', date: '2026-11-01T09:00:00+08:00', channel: '改革动态', source: '示例来源', pinned: true });
    expect(JSON.stringify(entries)).not.toContain('正文');
  });

  it('comes in pages that hold every entry once, newest first, or in the order that is asked for', async () => {
    const { desk } = await sampleStore({ ...SETTINGS, ...NEWS });
    const byDay = Object.keys(NEWS).sort();
    expect(await pages(desk, { most: 10 })).toEqual([byDay.slice(15).reverse(), byDay.slice(5, 15).reverse(), byDay.slice(0, 5).reverse()]);
    expect((await pages(desk, { most: 7, sort: { field: 'date', descending: false } })).flat()).toEqual(byDay);
    expect((await pages(desk, { most: 7, sort: { field: 'title', descending: false } })).flat()).toEqual([...byDay].reverse());
    // One value for all, or none at all: the path decides.
    expect((await pages(desk, { most: 4, sort: { field: 'channel', descending: true } })).flat()).toEqual([...byDay].reverse());
    expect((await pages(desk, { most: 4, sort: { field: 'constructor', descending: false } })).flat()).toEqual(byDay);
  });

  it('goes on where it was, whatever is published or taken away meanwhile', async () => {
    const { desk } = await sampleStore({ ...SETTINGS, ...NEWS });
    const first = await listEntries(desk, { collection: 'news', most: 10 });
    await put(desk, { [path(28)]: article('新的'), [first.entries.at(-1)!.path]: null, [path(3)]: null });
    const second = await listEntries(desk, { collection: 'news', most: 100, after: first.next! });
    expect(second.entries.map((entry) => entry.path)).toEqual(Object.keys(NEWS).sort().slice(0, 15).reverse().filter((file) => file !== path(3)));
    expect((await listEntries(desk, { collection: 'news', most: 1 })).entries[0]?.fields['title']).toBe('新的');
  });

  it('has an entry without a value of the field last, and first the other way round', async () => {
    const { desk } = await sampleStore({ ...SETTINGS, [path(1)]: article('甲', '文', 'author: 张\n'), [path(2)]: article('乙') });
    expect((await pages(desk, { sort: { field: 'author', descending: false } })).flat()).toEqual([path(1), path(2)]);
    expect((await pages(desk, { sort: { field: 'author', descending: true } })).flat()).toEqual([path(2), path(1)]);
  });

  it('shows an entry that was pushed with mistakes, and leaves out what is none', async () => {
    const { desk } = await sampleStore({ ...SETTINGS, [path(1)]: '没有开头', [path(2)]: '---\ntitle: [\n---\n', [path(3)]: '没有开头', [path(4)]: '---\ntitle: 12\ndate: {a: 1}\n---\n', 'content/news/读我.txt': 'x' });
    const { entries } = await listEntries(desk, { collection: 'news' });
    expect(entries.map(({ fields }) => fields)).toEqual([
      { title: 12 }, { title: '（开头各项有错，读不出标题）2026-11-03-0900' }, { title: '（开头各项有错，读不出标题）2026-11-02-0900' }, { title: '（开头各项有错，读不出标题）2026-11-01-0900' },
    ]);
  });

  it('is of published entries, of collections that there are', async () => {
    const { desk, repository } = await sampleStore();
    expect(await listEntries(desk, { collection: 'policies' })).toEqual({ entries: [], total: 0, next: null });
    expect(await listEntries(desk, { collection: 'settings' }).catch((error: Refused) => error.refusal.code)).toBe('not-found');
    expect((await listEntries(desk, { collection: 'news' })).total).toBe(git(repository, 'ls-tree', '-r', '--name-only', 'main', 'content/news').trim().split('\n').length);
  });
});

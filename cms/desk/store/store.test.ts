import { describe, expect, it } from 'vitest';
import { git } from '../../../tests/fixtures/git.ts';
import { EDITOR, sampleStore } from '../../../tests/fixtures/store.ts';
import { formatCommit, parseCommit } from './commit.ts';
import { RefMoved } from './refs.ts';
import { MAIN } from './store.ts';
import { EMPTY_TREE } from './tree.ts';

describe('objects', () => {
  it('are what Git itself would write', async () => {
    const { desk: { store }, repository } = await sampleStore();
    const blob = await store.blob(Buffer.from('高原\n'));
    const main = await store.main();
    const tree = await store.edit(main.tree, new Map([['content/news/2026/2026-11-03-0900.md', { id: blob }], ['content/pages/z.md', { id: blob }], ['content/pages-a', { id: blob }]]));
    const commit = await store.write({ tree, parents: [main.id], author: EDITOR, at: 1_800_000_000_000, subject: '试' });
    await store.move(MAIN, main.id, commit);
    expect(git(repository, 'fsck', '--strict')).toBe('');
    expect(git(repository, 'log', '-1', '--format=%an <%ae>|%cn|%s|%ad', '--date=iso')).toBe('示例编辑 <editor@desk.invalid>|云端编务台|试|2027-01-15 16:00:00 +0800\n');
    expect(git(repository, 'show', 'main:content/pages/z.md')).toBe('高原\n');
  });

  it('a removed file takes its empty folders along', async () => {
    const { desk: { store } } = await sampleStore();
    const id = await store.blob(Buffer.from('x'));
    const tree = await store.edit(null, new Map([['a/b/c.md', { id }]]));
    expect(await store.edit(tree, new Map([['a/b/c.md', null]]))).toBe(EMPTY_TREE);
  });

  it('differences open only what differs, and name both versions', async () => {
    const { desk: { store } } = await sampleStore();
    const [a, b] = await Promise.all([store.blob(Buffer.from('a')), store.blob(Buffer.from('b'))]);
    const before = await store.edit(null, new Map([['x/1', { id: a }], ['x/2', { id: a }], ['y', { id: a }]]));
    const after = await store.edit(before, new Map([['x/1', { id: b }], ['x/2', null], ['y', null], ['y/z', { id: a }]]));
    expect((await store.differences(before, after)).sort((p, q) => (p.path < q.path ? -1 : 1))).toEqual([
      { path: 'x/1', before: a, after: b, mode: '100644' }, { path: 'x/2', before: a, after: null }, { path: 'y', before: a, after: null }, { path: 'y/z', before: null, after: a, mode: '100644' },
    ]);
  });
});

describe('refs', () => {
  it('move only from where the writer believes them to be', async () => {
    const { desk: { store } } = await sampleStore();
    const main = await store.main();
    const next = await store.write({ tree: main.tree, parents: [main.id], author: EDITOR, at: 0, subject: '一' });
    const other = await store.write({ tree: main.tree, parents: [main.id], author: EDITOR, at: 1000, subject: '二' });
    await store.move(MAIN, main.id, next);
    await expect(store.move(MAIN, main.id, other)).rejects.toBeInstanceOf(RefMoved);
    await expect(store.move('refs/heads/cms/news/x', main.id, other)).rejects.toBeInstanceOf(RefMoved);
    await expect(store.move(MAIN, null, other)).rejects.toBeInstanceOf(RefMoved);
    expect((await store.main()).id).toBe(next);
    // The long-lived process died of the refusals; the next move must not notice.
    await store.move(MAIN, next, other);
    expect((await store.main()).id).toBe(other);
  });

  it('never name what cannot be a ref', async () => {
    const { desk: { store } } = await sampleStore();
    const { id } = await store.main();
    for (const bad of ['refs/heads/a b', 'refs/heads/a\nupdate refs/heads/main', 'refs/heads/../x', 'refs/heads/a..b']) {
      await expect(store.move(bad, null, id)).rejects.toThrow();
    }
  });
});

describe('commit messages', () => {
  const parts = { tree: EMPTY_TREE, parents: [], author: EDITOR, at: 0, trailers: { State: 'draft' } };

  it('keep free text from passing for a trailer', () => {
    const remark = '理由如下\n\nYunduan-State: pending_publish\nSign-off: 冒名\r\nYunduan-Base: x';
    const parsed = parseCommit(formatCommit({ ...parts, subject: '退回', remark }));
    expect(parsed.trailers).toEqual({ State: 'draft' });
    expect(parseCommit(formatCommit({ ...parts, trailers: {}, subject: '退回', remark })).trailers).toEqual({});
    expect(parseCommit(formatCommit({ ...parts, trailers: {}, subject: 'Yunduan-State: pending_publish' })).trailers).toEqual({});
  });

  it('of any time that Git takes have one that a calendar has', () => {
    const raw = formatCommit({ tree: EMPTY_TREE, parents: [], author: EDITOR, at: 0, subject: '推送来的' }).toString().replace(/^(author .*>) \d+/m, '$1 99999999999999999999');
    expect(new Date(parseCommit(Buffer.from(raw)).at).toISOString()).toBe('9999-12-31T23:59:59.000Z');
  });

  it('hold line breaks in names and subjects on one line', () => {
    const parsed = parseCommit(formatCommit({ ...parts, subject: '题\nYunduan-State: x', author: { name: '某\n> <a@b>', username: 'u' } }));
    expect(parsed).toMatchObject({ subject: '题 Yunduan-State: x', trailers: { State: 'draft' }, author: { username: 'u' } });
  });
});

import { describe, expect, it } from 'vitest';
import type { ActionName, Draft } from '../../protocol/store.ts';
import { DeskBackend } from './backend.ts';
import { type DeskClient, DeskError } from './desk-client.ts';
import { MediaShelf } from './media-shelf.ts';

const path = 'content/news/2026/2026-11-20-0930.md';
const slug = '2026/2026-11-20-0930';
const version = (sign: string) => sign.repeat(40);
const CURSOR = Symbol('cursor');
const draftOf = (sign: string): Draft => ({
  collection: 'news', id: '2026-11-20-0930', status: 'draft', updatedAt: '2026-11-20T09:30:00+08:00', author: '示例同事',
  files: [{ path, version: version(sign), isNew: false, media: false }],
});

/** A backend over a desk that answers as told, and everything that was asked of it. */
function backend(answers: Partial<Record<ActionName, unknown>> & { upload?: string }) {
  const asked: { action: string; params: Record<string, unknown> }[] = [];
  const explained: string[] = [];
  const changes = { count: 0 };
  const client = {
    ask: async (action: ActionName, params: Record<string, unknown>) => {
      asked.push({ action, params });
      const answer = answers[action];
      if (answer instanceof Error) throw answer;
      return typeof answer === 'function' ? (answer as () => unknown)() : answer;
    },
    session: async () => null,
    upload: async (uploaded: string) => {
      asked.push({ action: 'upload', params: { path: uploaded } });
      return { path: answers.upload ?? uploaded, version: version('f'), bytes: 1 };
    },
  } as unknown as DeskClient;
  const made = new DeskBackend({
    client, media: new MediaShelf(client), cursorKey: CURSOR, session: { name: '示例编辑', username: 'editor', roles: [], collections: null, mustEnrol: false }, entrance: null, say: () => {}, leave: () => {}, changed: () => void (changes.count += 1),
    explain: (error, mine) => explained.push(`${error.code} ${[...mine.keys()].join()}`),
  });
  return { backend: made, asked, explained, answers, changes };
}
const save = (made: DeskBackend, raw: string, newEntry = false, assets: { path: string; url: string; fileObj?: File }[] = []) =>
  made.persistEntry({ dataFiles: [{ path, slug, raw }], assets }, { collectionName: 'news', newEntry });
const saves = (asked: { action: string; params: Record<string, unknown> }[]) =>
  asked.filter(({ action }) => action === 'save').map(({ params }) => params as { files: { base: string | null }[]; media: unknown[]; isNew: boolean; id: string });

describe('saving', () => {
  it('names the version that was opened, and afterwards the one that the save made', async () => {
    const { backend: made, asked } = backend({ entry: { path, raw: '旧', version: version('a') }, save: { draft: draftOf('b') } });
    await made.getEntry(path);
    await save(made, '新');
    await save(made, '更新');
    expect(saves(asked).map(({ files }) => files[0]?.base)).toEqual([version('a'), version('b')]);
    expect(saves(asked)[0]).toMatchObject({ id: '2026-11-20-0930', isNew: false });
  });

  it('is not based on what the board or a list has read meanwhile', async () => {
    const { backend: made, asked } = backend({
      entry: { path, raw: '旧', version: version('a') }, drafts: { drafts: [draftOf('c')] }, draftFile: { path, raw: '他人的', version: version('c') },
      entries: { entries: [{ path, version: version('c'), fields: { title: '他人的' } }], total: 1, next: null }, save: { draft: draftOf('b') },
    });
    await made.getEntry(path);
    const [id] = await made.unpublishedEntries();
    const board = await made.unpublishedEntry({ id: id! });
    await made.unpublishedEntryDataFile('news', slug, path, board.diffs[0]!.id);
    await made.entriesByFolder('content/news');
    await save(made, '新');
    expect(saves(asked)[0]?.files[0]?.base).toBe(version('a'));
  });

  it('is based on a draft that was opened for editing', async () => {
    const { backend: made, asked } = backend({ draft: { draft: draftOf('c') }, draftFile: { path, raw: '稿', version: version('c') }, save: { draft: draftOf('d') } });
    const opened = await made.unpublishedEntry({ collection: 'news', slug });
    await made.unpublishedEntryDataFile('news', slug, path, opened.diffs[0]!.id);
    await save(made, '新');
    expect(saves(asked)[0]?.files[0]?.base).toBe(version('c'));
  });

  it('of an unsaved text of earlier is based on what that was based on, unless it is declined', async () => {
    const { backend: made, asked } = backend({ entry: { path, raw: '新', version: version('b') }, save: { draft: draftOf('c') } });
    await made.getEntry(path);
    made.backupFound(path, version('a'));
    await save(made, '旧稿');
    await made.getEntry(path);
    made.backupFound(path, version('a'));
    made.backupDropped();
    await save(made, '新稿');
    expect(saves(asked).map(({ files }) => files[0]?.base)).toEqual([version('a'), version('b')]);
  });

  it('shows both texts of a conflict and rejects with the sentence', async () => {
    const { backend: made, explained } = backend({ save: new DeskError('conflict', '示例同事保存过这一条', { theirs: [{ path, raw: '对方的', version: version('c'), author: '示例同事', at: '2026-11-20T09:30:00+08:00' }] }) });
    await expect(save(made, '我的')).rejects.toThrow('示例同事保存过这一条');
    expect(explained).toEqual([`conflict ${path}`]);
  });

  it('says what to do when the session has ended', async () => {
    const { backend: made, explained } = backend({ save: new DeskError('signed-out', '请先登录') });
    await expect(save(made, '我的')).rejects.toThrow('登录已过期，请在新标签页重新登录后再点保存');
    expect(explained).toEqual([]);
  });
});

describe('a new entry', () => {
  it('learns that a path is free from an error, and is saved as new', async () => {
    const { backend: made, asked } = backend({ draft: { draft: null }, entry: { path, raw: null, version: null }, save: { draft: draftOf('a') } });
    await expect(made.unpublishedEntry({ collection: 'news', slug })).rejects.toMatchObject({ name: 'EDITORIAL_WORKFLOW_ERROR', notUnderEditorialWorkflow: true });
    await expect(made.getEntry(path)).rejects.toThrow('没有这篇内容');
    await save(made, '新', true);
    expect(saves(asked)[0]).toMatchObject({ isNew: true, files: [{ base: null }] });
  });

  it('is not saved to a path that nobody could ask about', async () => {
    const { backend: made, asked, answers } = backend({ entry: new DeskError('offline', '连不上服务器'), save: { draft: draftOf('a') } });
    await expect(made.getEntry(path)).rejects.toThrow('连不上服务器');
    await expect(save(made, '新', true)).rejects.toThrow('连不上服务器');
    expect(saves(asked)).toEqual([]);
    answers.entry = { path, raw: null, version: null };
    await expect(made.getEntry(path)).rejects.toThrow('没有这篇内容');
    await save(made, '新', true);
    expect(saves(asked)).toHaveLength(1);
  });
});

describe('drafts', () => {
  it('are asked for once: the list answers for each of them for a moment', async () => {
    const { backend: made, asked } = backend({ drafts: { drafts: [draftOf('a')] } });
    const ids = await made.unpublishedEntries();
    expect(ids).toEqual([`news/${slug}`]);
    expect(await made.unpublishedEntry({ id: ids[0]! })).toMatchObject({ collection: 'news', slug, status: 'draft', pullRequestAuthor: '示例同事' });
    await expect(made.unpublishedEntry({ collection: 'news', slug: '2026/2026-11-21-0930' })).rejects.toMatchObject({ notUnderEditorialWorkflow: true });
    expect(asked.map(({ action }) => action)).toEqual(['drafts']);
  });

  it('that are published or thrown away are gone at once', async () => {
    const { backend: made } = backend({ drafts: { drafts: [draftOf('a')] }, publish: { commit: version('e'), published: true } });
    await made.unpublishedEntries();
    await made.publishUnpublishedEntry('news', slug);
    await expect(made.unpublishedEntry({ collection: 'news', slug })).rejects.toMatchObject({ notUnderEditorialWorkflow: true });
  });
});

describe('a step of the workflow', () => {
  const key = { collection: 'news', id: '2026-11-20-0930' };

  it('leaves the draft as the desk answered, none, or one to be asked for anew', async () => {
    const { backend: made, asked, changes } = backend({ drafts: { drafts: [draftOf('a')] }, draft: { draft: { ...draftOf('c'), status: 'pending_review' } } });
    await made.unpublishedEntries();
    await made.step(key, async () => ({ ...draftOf('b'), status: 'pending_publish' }));
    expect(await made.unpublishedEntry({ collection: 'news', slug })).toMatchObject({ status: 'pending_publish', diffs: [{ id: `edit:${version('b')}` }] });
    await made.step(key, async () => null);
    await expect(made.unpublishedEntry({ collection: 'news', slug })).rejects.toMatchObject({ notUnderEditorialWorkflow: true });
    await made.step(key, async () => undefined);
    expect(await made.unpublishedEntry({ collection: 'news', slug })).toMatchObject({ status: 'pending_review' });
    expect([asked.map(({ action }) => action), changes.count]).toEqual([['drafts', 'draft'], 3]);
  });

  it('that is refused changes nothing and is told to nobody as done', async () => {
    const { backend: made, explained, changes } = backend({});
    await expect(made.step(key, async () => {
      throw new DeskError('not-ready', '还没有送审');
    })).rejects.toThrow('还没有送审');
    expect([explained, changes.count]).toEqual([['not-ready '], 0]);
  });
});

describe('publishing', () => {
  it('that a newer published text stands against shows both, and the next save says that it takes it into account, once', async () => {
    const theirs = [{ path, raw: '推送来的', version: version('c'), author: '示例同事', at: '2026-11-20T09:30:00+08:00' }];
    const { backend: made, asked, explained } = backend({
      drafts: { drafts: [draftOf('a')] }, draftFile: { path, raw: '草稿', version: version('a') }, save: { draft: draftOf('b') },
      publish: new DeskError('conflict', '没有发布', { theirs }),
    });
    await made.unpublishedEntries();
    await expect(made.publishUnpublishedEntry('news', slug)).rejects.toThrow('没有发布');
    expect(explained).toEqual([`conflict ${path}`]);
    await save(made, '合并');
    await save(made, '再改');
    expect(saves(asked).map(({ files }) => (files[0] as { merged?: string }).merged)).toEqual([version('c'), undefined]);
  });
});

describe('media', () => {
  const photo = { path: 'content/media/2026/11/0123456789abcdef.jpg', url: 'blob:x', fileObj: new File(['x'], 'x.jpg') };

  it('are sent once, and only where the text shows them', async () => {
    const { backend: made, asked } = backend({ save: { draft: draftOf('a') } });
    await save(made, '没有图', false, [photo]);
    await save(made, '![图](/media/2026/11/0123456789abcdef.jpg)', false, [photo]);
    await save(made, '![图](/media/2026/11/0123456789abcdef.jpg)再改', false, [photo]);
    expect(asked.filter(({ action }) => action === 'upload')).toHaveLength(1);
    expect(saves(asked).map(({ media }) => media)).toEqual([[], [{ path: photo.path, version: version('f') }], [{ path: photo.path, version: version('f') }]]);
  });

  it('that are sent again under another name are named so in the text, and shown by it', async () => {
    const kept = 'content/media/2026/11/fedcba9876543210.jpg';
    const { backend: made, asked } = backend({ save: { draft: draftOf('a') }, upload: kept });
    await save(made, '![图](/media/2026/11/0123456789abcdef.jpg)', false, [photo]);
    await save(made, '![图](/media/2026/11/0123456789abcdef.jpg)再改', false, [photo]);
    expect(asked.filter(({ action }) => action === 'upload')).toHaveLength(1);
    expect(asked.flatMap(({ params }) => (params['files'] as { raw: string }[] | undefined)?.map(({ raw }) => raw) ?? [])).toEqual(['![图](/media/2026/11/fedcba9876543210.jpg)', '![图](/media/2026/11/fedcba9876543210.jpg)再改']);
    expect(saves(asked).map(({ media }) => media)).toEqual([[{ path: kept, version: version('f') }], [{ path: kept, version: version('f') }]]);
    expect((await made.getMediaFile(photo.path)).url).toBe(`/admin/api/media/${version('f')}/fedcba9876543210.jpg`);
  });

  it('are never deleted from here', async () => {
    await expect(backend({}).backend.deleteFiles()).rejects.toThrow('不能在这里删除');
  });
});

describe('a list', () => {
  const told = (n: number) => ({ path: `content/news/2026/2026-11-${n}-0930.md`, version: version('a'), fields: { title: `第${n}篇`, pinned: true } });
  const next = { value: '2026-11-20T09:30:00+08:00', path };

  it('comes in pages, in the order that was asked for, and says where it goes on', async () => {
    const pages = [{ entries: [told(21)], total: 2, next }, { entries: [told(20)], total: 2, next: null }];
    const { backend: made, asked } = backend({ entries: () => pages.shift() });
    made.sortBy('news', 'date', 'Descending');
    const first = (await made.entriesByFolder('content/news')) as Awaited<ReturnType<typeof made.entriesByFolder>> & Record<symbol, { actions: string[]; meta: object; data: object }>;
    expect(first.map(({ data, file }) => [data, file])).toEqual([['---\n{"title":"第21篇","pinned":true}\n---\n', { path: told(21).path, id: version('a') }]]);
    const { actions, meta, data } = first[CURSOR]!;
    expect([actions, meta]).toEqual([['next'], { page: 1, count: 2 }]);
    const second = await made.traverseCursor({ meta: { toJS: () => meta as never }, data: { toJS: () => data } });
    expect([second.entries.length, second.cursor.actions, second.cursor.meta]).toEqual([1, [], { page: 2, count: 2 }]);
    const sort = { field: 'date', descending: true };
    expect(asked.map(({ params }) => params)).toEqual([{ collection: 'news', most: 50, sort }, { collection: 'news', most: 50, sort, after: next }]);
  });

  it('is read to its end for searching and for choosing', async () => {
    const pages = [{ entries: [told(21)], total: 2, next }, { entries: [told(20)], total: 2, next: null }];
    const { backend: made } = backend({ entries: () => pages.shift() });
    expect((await made.allEntriesByFolder('content/news')).map(({ file }) => file.path)).toEqual([told(21).path, told(20).path]);
  });

  it('never gives a text that could be saved: a save of what was only listed names no version, and the desk refuses it', async () => {
    const { backend: made, asked } = backend({ entries: { entries: [told(20)], total: 1, next: null }, save: { draft: draftOf('b') } });
    const [listed] = await made.entriesByFolder('content/news');
    await made.allEntriesByFolder('content/news');
    await save(made, listed!.data);
    expect(saves(asked)[0]).toMatchObject({ isNew: false, files: [{ base: null }] });
  });

  it('of single files is of the files themselves', async () => {
    const { backend: made } = backend({ entry: { path: 'content/settings/site.yml', raw: 'name: 示例\n', version: version('a') } });
    expect(await made.entriesByFiles([{ path: 'content/settings/site.yml', label: '网站信息' }])).toEqual([{ data: 'name: 示例\n', file: { path: 'content/settings/site.yml', id: version('a'), label: '网站信息' } }]);
  });
});

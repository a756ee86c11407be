import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Params } from '../../protocol/store.ts';
import { git } from '../../../tests/fixtures/git.ts';
import { pdf } from '../../../tests/fixtures/media.ts';
import { article } from '../../../tests/fixtures/sample.ts';
import { EDITOR, OTHER, sampleStore } from '../../../tests/fixtures/store.ts';
import { nameOf } from '../media/place-upload.ts';
import { MAIN } from '../store/store.ts';
import type { Desk } from './change-draft.ts';
import { discard } from './discard.ts';
import { readDraft, readDrafts } from './drafts.ts';
import { finishPublished } from './finish-published.ts';
import { publish } from './publish.ts';
import { entry, keepMedia } from './read.ts';
import { Refused } from './refused.ts';
import { save } from './save.ts';
import { setStatus } from './set-status.ts';

const KEY = { collection: 'news', id: '2026-11-01-0900' };
const PATH = 'content/news/2026/2026-11-01-0900.md';
const refusal = async (promise: Promise<unknown>) => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
  throw new Error('was not refused');
};
const draftOf = async (desk: Desk, raw: string, more: Partial<Params<'save'>> = {}): Promise<Params<'save'>> =>
  ({ ...KEY, isNew: false, media: [], files: [{ path: PATH, raw, base: (await entry(desk, { path: PATH })).version }], ...more });
const ready = (desk: Desk) => setStatus(desk, EDITOR, { ...KEY, status: 'pending_publish' });

describe('the way of a change', () => {
  it('a save is a commit by the person on the draft’s branch; main does not move', async () => {
    const { desk, repository } = await sampleStore();
    const before = (await desk.store.main()).id;
    const { draft } = await save(desk, EDITOR, await draftOf(desk, article('改过的标题')));
    expect(draft).toMatchObject({ ...KEY, status: 'draft', author: '示例编辑', files: [{ path: PATH, isNew: false, media: false }] });
    expect((await desk.store.main()).id).toBe(before);
    expect(git(repository, 'log', '-1', '--format=%an|%s', 'refs/heads/cms/news/2026-11-01-0900')).toBe('示例编辑|保存：改过的标题\n');
  });

  it('publishing puts the draft’s own files on main and keeps its whole record in the history', async () => {
    const { desk, repository } = await sampleStore();
    await save(desk, EDITOR, await draftOf(desk, article('改过的标题')));
    const head = (await readDraft(desk.store, KEY))!.head.id;
    await ready(desk);
    const { commit } = await publish(desk, OTHER, KEY);
    expect(git(repository, 'show', `main:${PATH}`)).toContain('改过的标题');
    expect(git(repository, 'log', '-1', '--format=%an|%s', 'main')).toBe('示例同事|发布：改过的标题\n');
    expect(git(repository, 'rev-list', 'main').split('\n')).toContain(head);
    expect((await desk.store.commit(commit))?.trailers['Draft']).toBe('news/2026-11-01-0900');
    expect(await readDraft(desk.store, KEY)).toBeNull();
    expect(git(repository, 'fsck', '--strict')).toBe('');
  });

  it('what moves on main meanwhile stays, when it is another entry', async () => {
    const { desk, repository } = await sampleStore();
    await save(desk, EDITOR, await draftOf(desk, article('草稿')));
    const other = { collection: 'news', id: '2026-11-02-0900' };
    const path = 'content/news/2026/2026-11-02-0900.md';
    await save(desk, OTHER, { ...other, isNew: false, media: [], files: [{ path, raw: article('另一条'), base: (await entry(desk, { path })).version }] });
    await setStatus(desk, OTHER, { ...other, status: 'pending_publish' });
    await publish(desk, OTHER, other);
    await ready(desk);
    await publish(desk, EDITOR, KEY);
    expect(git(repository, 'show', `main:${path}`)).toContain('另一条');
    expect(git(repository, 'show', `main:${PATH}`)).toContain('草稿');
  });

  it('an upload comes before the public with its draft and not before', async () => {
    const { desk, repository } = await sampleStore();
    const path = `content/media/2026/11/${nameOf(pdf(), 'pdf')}`;
    const media = [{ path, version: await desk.store.blob(pdf()) }];
    await save(desk, EDITOR, await draftOf(desk, article('有附件', '文', `attachments:\n  - title: 表\n    file: ${path.replace('content', '')}\n`), { media }));
    expect(git(repository, 'ls-tree', '-r', '--name-only', 'main')).not.toContain('.pdf');
    await ready(desk);
    await publish(desk, EDITOR, KEY);
    expect(git(repository, 'ls-tree', '-r', '--name-only', 'main')).toContain(path);
  });

  it('a publish that was killed before its branch went is finished at the next start', async () => {
    const { desk } = await sampleStore();
    await save(desk, EDITOR, await draftOf(desk, article('改')));
    await ready(desk);
    const head = (await readDraft(desk.store, KEY))!.head.id;
    await publish(desk, EDITOR, KEY);
    await desk.store.move('refs/heads/cms/news/2026-11-01-0900', null, head);
    expect(await finishPublished(desk.store)).toEqual(['refs/heads/cms/news/2026-11-01-0900']);
    expect(await readDrafts(desk.store)).toEqual([]);
  });

  it('a draft that is thrown away leaves what is published', async () => {
    const { desk, repository } = await sampleStore();
    await save(desk, EDITOR, await draftOf(desk, article('不要了')));
    expect(await discard(desk, EDITOR, KEY)).toEqual({ discarded: true });
    expect(await readDraft(desk.store, KEY)).toBeNull();
    expect(git(repository, 'show', `main:${PATH}`)).toContain('第一篇');
    expect(await discard(desk, EDITOR, KEY)).toEqual({ discarded: true });
  });
});

describe('what is refused, with nothing changed', () => {
  it('a save on a text that somebody else has changed: with their text, who and when', async () => {
    const { desk } = await sampleStore();
    const mine = await draftOf(desk, article('我的'));
    await save(desk, OTHER, await draftOf(desk, article('同事的')));
    expect(await refusal(save(desk, EDITOR, mine))).toMatchObject({
      code: 'conflict', error: '您打开之后，示例同事 保存过这一条，所以这次没有保存。两份文字都在，请对照后再保存',
      theirs: [{ path: PATH, raw: article('同事的'), author: '示例同事' }],
    });
    expect((await readDraft(desk.store, KEY))!.head.author.name).toBe('示例同事');
  });

  it('the same save again, after an answer that was lost, is no conflict', async () => {
    const { desk } = await sampleStore();
    const params = await draftOf(desk, article('我的'));
    await save(desk, EDITOR, params);
    await expect(save(desk, EDITOR, params)).resolves.toMatchObject({ draft: { status: 'draft' } });
  });

  it('a new entry on an id that is taken', async () => {
    const { desk } = await sampleStore();
    const params = await draftOf(desk, article('新'), { isNew: true });
    params.files[0]!.base = null;
    expect((await refusal(save(desk, EDITOR, params))).code).toBe('exists');
  });

  it('a text that breaks the model: every finding, in the site’s own sentences', async () => {
    const { desk } = await sampleStore();
    const { code, findings } = await refusal(save(desk, EDITOR, await draftOf(desk, article('坏', '![](/media/x.jpg)', 'titel: x\nservices:\n  - none\n'))));
    expect(code).toBe('invalid-entry');
    expect(findings?.map(({ sentence }) => sentence)).toEqual(['没有名为 “titel” 的项，是不是 “title”？']);
    const second = await refusal(save(desk, EDITOR, await draftOf(desk, article('坏', '![](/media/x.jpg)', 'services:\n  - none\n'))));
    expect(second.findings?.map(({ sentence }) => sentence)).toEqual(['所选的服务项目 none 不存在；请重新选择', '找不到图片 /media/x.jpg；请重新上传或删去', '图片缺少说明文字；请写明图上是什么']);
  });

  it.each([
    ['content/../src/policy.ts'], ['content/news/2026/../../../src/x.md'], ['src/pages/index.astro'], ['content/news/2026/2026-11-02-0900.md'],
    ['content/topics/a.mdx'], ['/etc/passwd'], ['content/news/2026/2026-11-01-0900.md/x'], ['.git/config'], ['content/.git/hooks/x'],
  ])('a path that is not the entry’s own: %s', async (path) => {
    const { desk, repository } = await sampleStore();
    const before = git(repository, 'for-each-ref');
    expect((await refusal(save(desk, EDITOR, await draftOf(desk, article('x'), { files: [{ path, raw: article('x'), base: null }] })))).code).toBe('refused-path');
    expect(git(repository, 'for-each-ref')).toBe(before);
  });

  it.each([
    ['content/media/../../src/x.jpg'], ['content/media/2026/11/.git/x.jpg'], ['content/media/a.svg'], ['content/media/a.html'], ['content/media/a.mdx'], ['public/a.jpg'],
    ['content/media/2026/11/照片\u202egpj.jpg'],
  ])('an upload to %s', async (path) => {
    const { desk } = await sampleStore();
    const version = await desk.store.blob(Buffer.from('x'));
    const code = /media\/a\./.test(path) ? 'refused-kind' : 'refused-path';
    expect((await refusal(save(desk, EDITOR, await draftOf(desk, article('x'), { media: [{ path, version }] })))).code).toBe(code);
    expect((await refusal(keepMedia(desk, EDITOR, { path, version }))).code).toBe(code);
  });

  it('publishing before it is ready, or what is not there', async () => {
    const { desk } = await sampleStore();
    expect((await refusal(publish(desk, EDITOR, KEY))).code).toBe('not-found');
    await save(desk, EDITOR, await draftOf(desk, article('改')));
    expect((await refusal(publish(desk, EDITOR, KEY))).code).toBe('not-ready');
  });

  it('publishing over a published text that was changed since the draft began: with that text', async () => {
    const { desk } = await sampleStore();
    await save(desk, EDITOR, await draftOf(desk, article('草稿')));
    await ready(desk);
    const main = await desk.store.main();
    const tree = await desk.store.edit(main.tree, new Map([[PATH, { id: await desk.store.blob(Buffer.from(article('推送来的'))) }]]));
    await desk.store.move(MAIN, main.id, await desk.store.write({ tree, parents: [main.id], author: OTHER, at: 0, subject: '推送' }));
    const { code, theirs } = await refusal(publish(desk, EDITOR, KEY));
    expect([code, theirs?.[0]?.raw]).toEqual(['conflict', article('推送来的')]);
    expect(await readDraft(desk.store, KEY)).not.toBeNull();
  });

  it('a publication that was refused goes through once its text is merged and says so, and only then', async () => {
    const { desk, repository } = await sampleStore();
    await save(desk, EDITOR, await draftOf(desk, article('草稿')));
    await ready(desk);
    const main = await desk.store.main();
    const tree = await desk.store.edit(main.tree, new Map([[PATH, { id: await desk.store.blob(Buffer.from(article('推送来的'))) }]]));
    await desk.store.move(MAIN, main.id, await desk.store.write({ tree, parents: [main.id], author: OTHER, at: 0, subject: '推送' }));
    const { theirs } = await refusal(publish(desk, EDITOR, KEY));
    const again = async (more: object) => {
      const { draft } = { draft: (await readDraft(desk.store, KEY))! };
      const base = draft.files[0]!.version;
      return save(desk, EDITOR, { ...KEY, isNew: false, media: [], files: [{ path: PATH, raw: article(`合并${JSON.stringify(more).length}`), base, ...more }] });
    };
    await again({});
    expect((await refusal(publish(desk, EDITOR, KEY))).code).toBe('conflict');
    await again({ merged: theirs![0]!.version });
    await publish(desk, EDITOR, KEY);
    expect(git(repository, 'show', `main:${PATH}`)).toContain('合并');
  });

  it('a save that a push overtakes between reading and writing: the pushed text is never lost', async () => {
    const { desk, open } = await sampleStore();
    const mine = await draftOf(desk, article('我的'));
    const racing = open();
    const real = racing.store.main.bind(racing.store);
    // The push lands after the save has looked at main.
    racing.store.main = async () => {
      const main = await real();
      racing.store.main = real;
      const tree = await desk.store.edit(main.tree, new Map([[PATH, { id: await desk.store.blob(Buffer.from(article('推送来的'))) }]]));
      await desk.store.move(MAIN, main.id, await desk.store.write({ tree, parents: [main.id], author: OTHER, at: 0, subject: '推送' }));
      return main;
    };
    await save(racing, EDITOR, mine);
    await ready(desk);
    expect(await refusal(publish(desk, EDITOR, KEY))).toMatchObject({ code: 'conflict', theirs: [{ raw: article('推送来的'), author: '示例同事' }] });
  });

  it('an upload that would replace another, is broken, or is not what its name says', async () => {
    const { desk } = await sampleStore();
    const inMonth = (name: string) => `content/media/2026/11/${name}`;
    const upload = async (path: string, bytes: Buffer) => {
      const media = { path, version: await desk.store.blob(bytes) };
      return [(await refusal(keepMedia(desk, EDITOR, media))).code, (await refusal(save(desk, EDITOR, await draftOf(desk, article('x'), { media: [media] })))).code];
    };
    const photo = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#9e2a2b' } }).jpeg().toBuffer();
    for (const bytes of [pdf(), photo.subarray(0, photo.length - 200)]) expect(await upload(inMonth(nameOf(bytes, 'jpg')), bytes)).toEqual(['refused-kind', 'refused-kind']);
    expect(await upload(inMonth('a.pdf'), pdf())).toEqual(['refused-kind', 'refused-kind']);
    // By the desk a name is its content's; a push may have given it to another.
    const path = inMonth(nameOf(pdf(), 'pdf'));
    const main = await desk.store.main();
    const tree = await desk.store.edit(main.tree, new Map([[path, { id: await desk.store.blob(pdf('(推送来的)')) }]]));
    await desk.store.move(MAIN, main.id, await desk.store.write({ tree, parents: [main.id], author: OTHER, at: 0, subject: '推送' }));
    expect(await upload(path, pdf())).toEqual(['exists', 'exists']);
  });

  it('collections and ids that cannot be', async () => {
    const { desk } = await sampleStore();
    for (const key of [{ collection: 'media', id: 'x' }, { collection: 'news', id: 'x' }, { collection: 'settings', id: 'passwords' }]) {
      expect((await refusal(discard(desk, EDITOR, key))).code).toBe('refused-path');
    }
  });
});

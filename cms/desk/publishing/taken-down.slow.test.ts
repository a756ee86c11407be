import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { holding, news, notice, NOW, path, rendered, site } from '../../../tests/fixtures/publications.ts';
import { PublishedSite } from '../../../tests/fixtures/release.ts';
import { article } from '../../../tests/fixtures/sample.ts';

describe('time', () => {
  it('takes a list down everywhere: its bytes are in no file of the releases any more', async () => {
    const { publish, data, page } = await site({ 'content/notices/2026/2026-11-15-0900.md': notice('2026-11-20'), 'content/media/2026/11/list.pdf': '%PDF 绝无仅有的附件' });
    await publish();
    expect(holding(data).length).toBeGreaterThan(1);
    expect(page('/notices/2026-11-15-0900/')).toContain('绝无仅有的单位');
    await publish({}, Date.parse('2026-11-21T00:00:00+08:00'));
    expect(page('/notices/2026-11-15-0900/')).toContain('名单和附件已经撤下');
    expect(holding(data)).toEqual([]);
  });
});

it('an earlier commit is made again as of now, and what is down on main stays down in it', async () => {
  const { publish, published, commit, compiled, page } = await site({ 'content/notices/2026/2026-11-15-0900.md': notice('2026-12-31'), 'content/media/2026/11/list.pdf': '%PDF' });
  const first = await publish();
  // The list is taken down before its time, and an article changes.
  const main = commit({ 'content/notices/2026/2026-11-15-0900.md': notice('2026-11-18'), [path('2026-11-01')]: news('2026-11-01', '后来的题目') });
  await published.publish({ commit: main, now: NOW + 1000, compiled });
  expect(page('/notices/2026-11-15-0900/')).not.toContain('绝无仅有的单位');
  const restored = await published.publish({ commit: first.commit, main, now: NOW + 2000, compiled });
  expect(restored.what.why).toBe('restored');
  expect(page('/news/2026-11-01-0900/')).toContain('第一篇');
  expect(page('/notices/2026-11-15-0900/')).not.toContain('绝无仅有的单位');
  const back = await published.publish({ commit: main, now: NOW + 3000, compiled });
  expect(page('/news/2026-11-01-0900/')).toContain('后来的题目');
  expect(back.what.rendered).toBeGreaterThan(0);
});

describe('a withdrawn entry', () => {
  const WITHDRAWN = "withdrawn:\n  at: '2026-11-20T12:00:00+08:00'\n  reason: 数字有误\n";
  const secret = (more = '') => article('第二篇', '绝无仅有的正文。', `attachments:\n  - title: 附件\n    file: /media/2026/11/list.pdf\n${more}`).replace('2026-11-01', '2026-11-02');
  const FILES = { [path('2026-11-02')]: secret(), 'content/media/2026/11/list.pdf': '%PDF 绝无仅有的附件' };

  it('stands at its address and says so; its bytes are in no file of the releases any more', async () => {
    const { publish, data, page } = await site(FILES);
    await publish();
    expect(holding(data).length).toBeGreaterThan(1);
    const release = await publish({ [path('2026-11-02')]: secret(WITHDRAWN) }, NOW + 1000);
    expect(rendered(release)).toEqual(expect.arrayContaining(['/', '/feed.xml', '/news/', '/news/2026-11-01-0900/', '/news/2026-11-02-0900/', '/news/2026/11/', '/sitemap/news-2026-11.xml']));
    const html = page('/news/2026-11-02-0900/')!;
    for (const part of ['<title>已撤稿 - ', '第二篇', '2026-11-20 12:00', '数字有误', '<meta name="robots" content="noindex">']) expect(html).toContain(part);
    for (const part of ['绝无仅有', '示例摘要', '示例来源', 'data-pagefind-body', '附件']) expect(html).not.toContain(part);
    expect(page('/')).not.toContain('第二篇');
    expect(holding(data)).toEqual([]);
    await publish({ [path('2026-11-02')]: secret() }, NOW + 2000);
    expect(page('/news/2026-11-02-0900/')).toContain('绝无仅有的正文');
  });

  it('stays withdrawn in an earlier commit, with the reason, also after a restart', async () => {
    const { publish, published, commit, compiled, page, data, close } = await site(FILES);
    const first = await publish();
    const main = commit({ [path('2026-11-02')]: secret(WITHDRAWN), [path('2026-11-01')]: news('2026-11-01', '后来的题目') });
    await published.publish({ commit: main, now: NOW + 1000, compiled });
    const restored = await published.publish({ commit: first.commit, main, now: NOW + 2000, compiled });
    expect(page('/news/2026-11-01-0900/')).toContain('第一篇');
    expect(page('/news/2026-11-02-0900/')).toContain('数字有误');
    expect(restored.down).toEqual([[path('2026-11-02'), { title: '第二篇', at: '2026-11-20T12:00:00+08:00', reason: '数字有误' }]]);
    close();
    const again = new PublishedSite(data, join(data, '../work/.git'));
    onTestFinished(() => again.close());
    expect((await again.publish({ commit: first.commit, main, now: NOW + 3000, compiled })).what.rendered).toBe(0);
    expect(holding(data)).toEqual([]);
    await again.publish({ commit: main, now: NOW + 4000, compiled });
    expect(page('/news/2026-11-01-0900/')).toContain('后来的题目');
    expect(page('/news/2026-11-02-0900/')).toContain('数字有误');
  });
});

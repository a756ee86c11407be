import { describe, expect, it } from 'vitest';
import { changedFields } from './value-text.ts';

const between = (before: Record<string, unknown>, after: Record<string, unknown>, collection = 'news', id = 'x') =>
  changedFields(collection, id, before, after).map(({ label, before: old, after: now }) => [label, old, now]);

describe('the fields that differ', () => {
  it('have the form’s labels and order, and values as people write them', () => {
    expect(between(
      { pinned: false, date: '2026-11-20T09:30:00+08:00', title: '旧', channel: '改革动态', topics: ['工会'], attachments: [{ title: '表', file: '/media/a.pdf' }] },
      { pinned: true, date: '2026-11-20T10:00:30+08:00', title: '新', channel: '改革动态', topics: ['工会', '改革'], attachments: [{ title: '表格', file: '/media/a.pdf' }, { title: '图', file: '/media/b.pdf' }] },
    )).toEqual([
      ['标题', '旧', '新'],
      ['发布时间', '2026-11-20 09:30', '2026-11-20 10:00:30'],
      ['主题词', '工会', '工会\n改革'],
      ['附件', '附件名称：表，文件：/media/a.pdf', '附件名称：表格，文件：/media/a.pdf\n附件名称：图，文件：/media/b.pdf'],
      ['置顶', '否', '是'],
    ]);
  });

  it('may be ones that no form has any more, of settings, or of what nobody declared', () => {
    expect(between({ title: '一', gone: { a: 1 } }, { title: '一', constructor: 'x' })).toEqual([['gone', 'a：1', ''], ['constructor', '', 'x']]);
    expect(between({ header: [{ label: '首页', href: '/' }] }, { header: [] }, 'settings', 'navigation')).toEqual([['页眉导航', '文字：首页，链接：/', '']]);
    expect(between({ a: 1 }, { a: 2 }, 'unknown')).toEqual([['a', '1', '2']]);
  });

  it('are none where only the writing of the file is another', () => {
    expect(between({ title: '一', topics: [] }, { topics: null, title: '一' })).toEqual([]);
  });
});

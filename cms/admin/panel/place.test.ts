import { expect, it } from 'vitest';
import { placeOf } from './place.ts';

it.each([
  ['#/collections/news/entries/2026/2026-11-20-0930', 'news/2026-11-20-0930', 'content/news/2026/2026-11-20-0930.md', '/news/2026-11-20-0930/'],
  ['#/collections/notices/entries/2026/2026-11-20-0930?ref=workflow', 'notices/2026-11-20-0930', 'content/notices/2026/2026-11-20-0930.md', '/notices/2026-11-20-0930/'],
  ['#/collections/services/entries/zhuxue', 'services/zhuxue', 'content/services/zhuxue.md', '/services/zhuxue/'],
  ['#/collections/settings/entries/site', 'settings/site', 'content/settings/site.yml', undefined],
])('%s is the editor of %s', (hash, name, path, address) => {
  const [collection, id] = name.split('/');
  expect(placeOf(hash)).toMatchObject({ what: 'entry', key: { collection, id }, path, address });
});

it('an entry that was never saved has no standing yet', () => {
  expect(placeOf('#/collections/news/new')).toEqual({ what: 'new' });
  expect(placeOf('#/collections/news/new?duplicate=1')).toEqual({ what: 'new' });
});

it.each([
  '', '#/', '#/workflow', '#/collections/news', '#/collections/news/search/new', '#/collections/news/filter/x', '#/collections/nobody/entries/x', '#/collections/constructor/new',
  '#/collections/settings/entries/passwords', '#/collections/news/entries/', '#/collections/news/entries/2026/..', '#/collections/news/entries/%2e%2e', '#/search/new',
])('%s is elsewhere', (hash) => {
  expect(placeOf(hash)).toEqual({ what: 'elsewhere' });
});

import { describe, expect, it } from 'vitest';
import { collectionOf, keyOf, slugOf } from './slug.ts';

describe('Decap’s slugs and the protocol’s ids', () => {
  it.each([
    ['news', '2026/2026-11-20-0930', '2026-11-20-0930'],
    ['notices', '2027/2027-01-01-0700-1', '2027-01-01-0700-1'],
    ['services', 'zhuxue', 'zhuxue'],
    ['settings', 'site', 'site'],
  ])('%s: %s is %s, both ways', (collection, slug, id) => {
    expect(keyOf(collection, slug)).toEqual({ collection, id });
    expect(slugOf({ collection, id })).toBe(slug);
  });

  it('finds the collection of a folder', () => {
    expect(collectionOf('content/news')).toBe('news');
  });
});

import { describe, expect, it } from 'vitest';
import { hashOf, type Place, placeOf } from './place.ts';

const [A, B] = ['a'.repeat(40), 'b'.repeat(40)];

describe('the place that a hash names', () => {
  it.each<[string, Place]>([
    ['#', { what: 'activity' }],
    ['#?person=editor&collection=news', { what: 'activity', person: 'editor', collection: 'news' }],
    ['#news/2026-11-20-0930', { what: 'entry', collection: 'news', id: '2026-11-20-0930' }],
    [`#settings/site/${A}`, { what: 'versions', collection: 'settings', id: 'site', to: A }],
    [`#news/2026-11-20-0930/${B}..${A}`, { what: 'versions', collection: 'news', id: '2026-11-20-0930', from: B, to: A }],
  ])('%s', (hash, place) => {
    expect(placeOf(hash)).toEqual(place);
    expect(hashOf(place)).toBe(hash);
  });

  it.each(['', '#x', '#News/a', '#news/a/b', '#news/../x', '#?person=', '#//evil.example'])('is the whole site where it names none: %s', (hash) => {
    expect(placeOf(hash)).toEqual({ what: 'activity' });
  });
});

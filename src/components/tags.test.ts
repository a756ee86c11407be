import { expect, it } from 'vitest';
import { tag } from './tags.ts';

it('writes an element with what it says, whatever signs are in it', () => {
  expect(tag('meta', { name: 'Description', content: '“报销”标准：“1 < 2”，"AT&T"与 &lt;b&gt;' })).toBe('<meta name="Description" content="“报销”标准：“1 < 2”，&quot;AT&amp;T&quot;与 &amp;lt;b&amp;gt;">');
});

it('is nothing where a value is missing or empty', () => {
  expect(tag('meta', { name: 'Author', content: undefined })).toBe('');
  expect(tag('link', { rel: 'canonical', href: '' })).toBe('');
});

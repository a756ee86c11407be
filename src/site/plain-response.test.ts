import { expect, it } from 'vitest';
import { PlainResponse } from './plain-response.ts';

it('gives the bytes of a page as they were made, without a copy', () => {
  const bytes = new TextEncoder().encode('<p>公示</p>');
  const answer = new PlainResponse(bytes, { headers: { 'Content-Type': 'text/html' } });
  expect(answer.bytes().toString()).toBe('<p>公示</p>');
  expect(answer.bytes().buffer).toBe(bytes.buffer);
  expect([answer.status, answer.ok, answer.headers.get('content-type')]).toEqual([200, true, 'text/html']);
});

it('gives a text as UTF-8, and nothing as nothing', () => {
  expect(new PlainResponse('政策').bytes()).toEqual(Buffer.from('政策'));
  const missing = new PlainResponse(null, { status: 404 });
  expect([missing.status, missing.ok, missing.body, missing.bytes().length]).toEqual([404, false, null, 0]);
});

it('says that JSON is JSON', () => {
  expect(PlainResponse.json({ a: '藏' }).headers.get('content-type')).toBe('application/json');
  expect(PlainResponse.json([], { headers: { 'content-type': 'application/feed+json' } }).headers.get('content-type')).toBe('application/feed+json');
});

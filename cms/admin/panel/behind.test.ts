import { expect, it } from 'vitest';
import { isBehind } from './behind.ts';

const [old, fresh] = ['a'.repeat(40), 'b'.repeat(40)];

it.each([
  ['nothing is read yet', undefined, null, false],
  ['it is the same text', fresh, 'pending_review', false],
  ['only the state is another', fresh, 'draft', false],
  ['somebody has saved since', old, 'pending_review', true],
  ['the draft has only begun since', fresh, null, true],
  ['it was not there', null, null, true],
] as const)('where %s', (_what, version, status, behind) => {
  expect(isBehind({ status: 'pending_review', version: fresh }, { version, status })).toBe(behind);
});

it('a draft that is gone leaves the editor behind, with the same words even', () => {
  expect(isBehind({ status: null, version: fresh }, { version: fresh, status: 'draft' })).toBe(true);
  expect(isBehind({ status: null, version: fresh }, { version: fresh, status: null })).toBe(false);
});

import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inTurn, portionsOf, shareOut } from './share-out.ts';

it('every portion is done once and the answers come in their order, however fast who is', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.integer(), { maxLength: 40 }), fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }), async (portions, speeds) => {
    const done: number[] = [];
    const hands = speeds.map((turns) => async (portion: number) => {
      for (let i = 0; i < turns; i++) await Promise.resolve();
      done.push(portion);
      return portion * 2;
    });
    expect(await shareOut(portions, hands)).toEqual(portions.map((portion) => portion * 2));
    expect(done.toSorted()).toEqual(portions.toSorted());
  }));
});

it('the first failure ends it: nobody begins another portion, and what was begun is waited for', async () => {
  const begun: number[] = [];
  let ended = 0;
  const hand = (fails: boolean, after = 20) => async (portion: number) => {
    begun.push(portion);
    await setTimeout(after);
    if (fails) throw new Error(`portion ${portion}`);
    ended += 1;
  };
  await expect(shareOut([0, 1, 2, 3, 4, 5], [hand(true), hand(true, 5), hand(false), hand(false)])).rejects.toThrow('portion 1');
  expect(begun).toEqual([0, 1, 2, 3]);
  expect(ended).toBe(2);
});

it('this thread gives others their turn', async () => {
  const order: string[] = [];
  setImmediate(() => order.push('another'));
  await shareOut([1, 2], [inTurn(async (portion: number) => void order.push(String(portion)))]);
  expect(order).toEqual(['another', '1', '2']);
});

it('cuts a list into portions', () => {
  expect(portionsOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(portionsOf([], 2)).toEqual([]);
});

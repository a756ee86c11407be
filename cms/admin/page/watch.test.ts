import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watch } from './watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A page that can be hidden, and looks that end when they are told to. */
function watched() {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const ends: (() => void)[] = [];
  const watching = watch(() => new Promise((resolve) => void ends.push(resolve)), 10_000, page as unknown as Document);
  const turn = (state: string) => {
    page.visibilityState = state;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  const end = async () => {
    ends.at(-1)!();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { watching, ends, end, turn };
}

it('looks at once, and again some time after the last look has ended', async () => {
  const { ends, end } = watched();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ends).toHaveLength(1);
  await end();
  await vi.advanceTimersByTimeAsync(9_999);
  expect(ends).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(ends).toHaveLength(2);
});

it('does not look while nobody sees the page, and looks as soon as somebody does', async () => {
  const { ends, end, turn } = watched();
  await end();
  turn('hidden');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ends).toHaveLength(1);
  turn('visible');
  expect(ends).toHaveLength(2);
});

it('looks once more when it is asked to, not at what a look under way may have missed', async () => {
  const { watching, ends, end } = watched();
  let seen = false;
  void watching.again().then(() => (seen = true));
  await end();
  expect([ends.length, seen]).toEqual([2, false]);
  await end();
  expect([ends.length, seen]).toEqual([2, true]);
});

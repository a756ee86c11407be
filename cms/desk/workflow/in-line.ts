import type { Store } from '../store/store.ts';

const lines = new WeakMap<Store, Map<string, Promise<unknown>>>();

/**
 * Runs work on a branch after all that came before it. The branch itself is still moved by compare-and-swap, for pushes come from other processes;
 * the line spares a crowd of writers from each doing its work again whenever another one was first.
 */
export function inLine<T>(store: Store, branch: string, work: () => Promise<T>): Promise<T> {
  const ends = lines.get(store) ?? new Map<string, Promise<unknown>>();
  lines.set(store, ends);
  const turn = (ends.get(branch) ?? Promise.resolve()).then(work);
  const end = turn.catch(() => {}).finally(() => {
    if (ends.get(branch) === end) ends.delete(branch);
  });
  ends.set(branch, end);
  return turn;
}

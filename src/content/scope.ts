import { AsyncLocalStorage } from 'node:async_hooks';
import type { Snapshot } from './snapshot.ts';

/**
 * The snapshot that the page being rendered belongs to. It travels with the asynchronous call, so a preview and a
 * publication that render at the same time never see each other's content. The storage (not a snapshot) is found through
 * a registered symbol, because the compiled site holds a second copy of this module.
 */
const KEY = Symbol.for('yunduan.scope');
type Scope = AsyncLocalStorage<Snapshot | (() => Snapshot)>;
const registry = globalThis as { [KEY]?: Scope };
const scope = (): Scope => (registry[KEY] ??= new AsyncLocalStorage());

/** Runs a rendering with this snapshot; the page's body must be read inside, since it renders while it is read. */
export const withSnapshot = <T>(snapshot: Snapshot, render: () => T): T => scope().run(snapshot, render);

/**
 * Makes a snapshot the one of every rendering that has none of its own: for `astro build` and `astro dev`, whose process
 * serves one content only. The desk never calls this. Must be called before anything renders.
 */
export function standingSnapshot(snapshot: Snapshot | (() => Snapshot)): void {
  registry[KEY] = new AsyncLocalStorage({ defaultValue: snapshot });
}

/** The snapshot of the running rendering. Throws outside of one: a page that is rendered without content is a mistake. */
export function currentSnapshot(): Snapshot {
  const store = scope().getStore();
  if (!store) throw new Error('there is no snapshot here: render inside withSnapshot()');
  return typeof store === 'function' ? store() : store;
}

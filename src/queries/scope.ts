import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * The one door through which a page reads content: it asks, somebody outside answers (and may note what was asked). Neither the
 * snapshot nor a way to it is on the page's side, so nothing can be read that is not recorded.
 */
export interface Door {
  readonly ask: (question: unknown) => unknown;
  /** What `make` gives, made once for all pages that want it by this name; what it asked counts for each of them. At once, where it is made already. */
  readonly once: (name: string, make: () => Promise<string>) => string | Promise<string>;
}

/**
 * The door of the page being rendered. It travels with the asynchronous call, so a preview and a publication that render at
 * the same time never see each other's content. The storage (not a door) is found through a registered symbol, because
 * the compiled site holds a second copy of this module.
 */
const KEY = Symbol.for('yunduan.scope');
type Scope = AsyncLocalStorage<Door | (() => Door)>;
const registry = globalThis as { [KEY]?: Scope };
const scope = (): Scope => (registry[KEY] ??= new AsyncLocalStorage());

/** Runs a rendering with this door; the page's body must be read inside, since it renders while it is read. */
export const withDoor = <T>(door: Door, render: () => T): T => scope().run(door, render);

/**
 * Makes a door the one of every rendering that has none of its own: for `astro dev`, and Astro's own prerendering, whose process
 * serves one content only. The desk never calls this. Must be called before anything renders.
 */
export function standingDoor(door: Door | (() => Door)): void {
  registry[KEY] = new AsyncLocalStorage({ defaultValue: door });
}

/** The door of the running rendering. Throws outside of one: a page that is rendered without content is a mistake. */
export function currentDoor(): Door {
  const store = scope().getStore();
  if (!store) throw new Error('there is no content here: render inside withDoor()');
  return typeof store === 'function' ? store() : store;
}

import type { Plugin } from 'vite';

/** One change to a module of a package. */
export interface Amendment {
  /** The end of the module's path below `node_modules/`; a `*` stands for the hash in a file's name. */
  module: string;
  /** Text that stands in the module exactly once. */
  find: string;
  replace: string;
}

const matcher = (module: string) => new RegExp(`/node_modules/${module.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace('*', '[^/]+')}$`);

/**
 * Amends modules while they are bundled. The build fails when a text is not there exactly once, or its module not at all:
 * after an update of Decap somebody must look.
 */
export function amend(amendments: readonly Amendment[]): Plugin {
  const rules = amendments.map((amendment) => ({ ...amendment, matches: matcher(amendment.module) }));
  const done = new Set<string>();
  return {
    name: 'yunduan:amend',
    transform(code, id) {
      const here = rules.filter(({ matches }) => matches.test(id));
      if (here.length === 0) return null;
      return here.reduce((text, { module, find, replace }) => {
        const times = text.split(find).length - 1;
        if (times !== 1) throw new Error(`cms/admin/amendments.ts: the text stands ${times} times, not once, in ${module}: ${find}`);
        done.add(`${module} ${find}`);
        return text.replace(find, () => replace);
      }, code);
    },
    buildEnd(error) {
      const missed = rules.filter(({ module, find }) => !done.has(`${module} ${find}`));
      if (!error && missed.length > 0) throw new Error(`cms/admin/amendments.ts: never bundled: ${missed.map(({ module }) => module).join(', ')}`);
    },
  };
}

import type { Engine } from '../engine.ts';
import { engineOf } from '../peer.ts';
import { hugo } from './hugo.ts';

/** Hugo with its related content switched on. An engine of its own, because the search for it takes most of the time with many articles. */
export const engine: Engine = engineOf({ ...hugo, name: 'hugo-related', env: { HUGO_PARAMS_RELATED: 'true' } });

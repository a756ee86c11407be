import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../engine.ts';
import { packageFolder } from '../packages.ts';
import { engineOf } from '../peer.ts';
import { collections } from './astro-collections.ts';

/** The same project with Astro's experimental `incrementalBuild`, which came with 7.2 and may go again. */
export const engine: Engine = engineOf({
  ...collections,
  name: 'astro-incremental',
  missing: async () => {
    const astro = packageFolder('astro');
    if (!astro) return collections.missing();
    const schema = await readFile(join(astro, 'dist/core/config/schemas/base.js'), 'utf8').catch(() => '');
    return schema.includes('incrementalBuild') ? undefined : `${await collections.version()} has no experimental.incrementalBuild`;
  },
  env: { ...collections.env, BENCH_INCREMENTAL: '1' },
});

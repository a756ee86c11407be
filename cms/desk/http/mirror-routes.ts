import { SetMirror } from '../../protocol/mirror.ts';
import { api } from '../../protocol/paths.ts';
import type { Log } from '../accounts/log.ts';
import type { Mirror } from '../backup/mirror.ts';
import { readJson } from './answer.ts';
import { byOf, type Outside } from './context.ts';
import { Routes } from './guard.ts';

/** Where a copy of the repository is pushed; for administrators. The log names the address, without what gives access to it. */
export function mirrorRoutes(mirror: Mirror, log: Pick<Log, 'act'>, outside: Outside): Routes {
  return new Routes()
    .on('GET', api.mirror, 'manage', (c) => c.json(mirror.tell()))
    .on('PUT', api.mirror, 'manage', async (c) => {
      mirror.set(await readJson(c, SetMirror, 4096));
      const told = mirror.tell();
      log.act(byOf(c, outside), '设置镜像', told.setting?.address ?? '（停用）');
      return c.json(told);
    });
}

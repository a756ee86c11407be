// Git runs this when a push has moved main: it wakes the desk and tells whoever pushed what came of it.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'astro/zod';

const repository = resolve(process.env['GIT_DIR'] ?? '.');
const Wake = z.object({ url: z.string(), secret: z.string() });
const Outcome = z.object({ published: z.boolean(), failure: z.object({ zh: z.string(), en: z.string() }).optional() });

try {
  const wake = Wake.parse(JSON.parse(readFileSync(join(dirname(repository), 'wake.json'), 'utf8')));
  const response = await fetch(wake.url, { method: 'POST', headers: { 'x-yunduan-wake': wake.secret }, signal: AbortSignal.timeout(60_000) });
  const outcome = Outcome.parse(await response.json());
  if (outcome.published) process.stderr.write('已发布 / published\n');
  else process.stderr.write(`已收下，但没有发布，公众看到的仍是上一版 / received but not published, the last release stays:\n${outcome.failure?.zh ?? '仍在发布中 / still publishing'}\n`);
} catch {
  process.stderr.write('已收下；编务台没有运行，启动后会发布 / received; the desk is not running and will publish when it starts\n');
}

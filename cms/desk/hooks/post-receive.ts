// Git runs this when a push has moved main: it wakes the desk and tells whoever pushed what came of it.
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { dirname, join, resolve } from 'node:path';

const repository = resolve(process.env['GIT_DIR'] ?? '.');
/** How long whoever pushed waits to hear, in ms. */
const PATIENCE = 60_000;

/** Asks the desk. `node:http` and nothing else: whatever is loaded here is waited for at every push. */
function ask(): Promise<{ published: boolean; failure?: { zh: string; en: string } }> {
  const wake = JSON.parse(readFileSync(join(dirname(repository), 'wake.json'), 'utf8')) as { url: string; secret: string };
  return new Promise((answer, fail) => {
    const asking = request(wake.url, { method: 'POST', headers: { 'x-yunduan-wake': wake.secret }, timeout: PATIENCE }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk)).on('error', fail).on('end', () => {
        try {
          const outcome = JSON.parse(text) as { published?: unknown; failure?: { zh: string; en: string } };
          if (typeof outcome.published !== 'boolean') throw new Error(`not an answer: ${text.slice(0, 200)}`);
          answer({ published: outcome.published, ...(outcome.failure ? { failure: outcome.failure } : {}) });
        } catch (error) {
          fail(error);
        }
      });
    });
    asking.on('error', fail).on('timeout', () => asking.destroy(new Error('no answer'))).end();
  });
}

try {
  const outcome = await ask();
  if (outcome.published) process.stderr.write('已发布 / published\n');
  else process.stderr.write(`已收下，但没有发布，公众看到的仍是上一版 / received but not published, the last release stays:\n${outcome.failure?.zh ?? '仍在发布中 / still publishing'}\n`);
} catch {
  process.stderr.write('已收下；编务台没有运行，启动后会发布 / received; the desk is not running and will publish when it starts\n');
}

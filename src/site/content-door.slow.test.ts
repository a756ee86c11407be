import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { copyCheckout } from '../../tests/fixtures/checkout.ts';
import { CHECKOUT, COMPILED } from '../../tests/fixtures/compiled.ts';
import { compileSite } from '../../cms/desk/publishing/compile.ts';
import { testFolder } from '../../tests/fixtures/folder.ts';
import { writeFiles } from '../../tests/fixtures/git.ts';
import { SAMPLE } from '../../tests/fixtures/sample.ts';
import { snapshotOf } from '../../tests/fixtures/snapshot.ts';
import { currentDoor, withDoor } from '../queries/scope.ts';
import { Recorder } from '../queries/record.ts';
import { loadSite } from './render.ts';

const run = promisify(execFile);
const PAGE = 'src/pages/404.astro';

/** Compiles a checkout whose page for what is not found begins with this code; gives the compiler's words when it refuses. */
async function compileWith(code: string): Promise<string> {
  const checkout = copyCheckout(join(await testFolder(), 'checkout'));
  writeFiles(checkout, { [PAGE]: readFileSync(join(checkout, PAGE), 'utf8').replace('---\n', `---\n${code}\n`) });
  return run(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build'], {
    cwd: checkout, env: { ...process.env, YUNDUAN_RESIDENT: join(checkout, 'out'), ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  }).then(() => '', (error: { stdout: string; stderr: string }) => error.stdout + error.stderr);
}

describe('a template that reads content around the door is not compiled:', () => {
  it.each([
    ['from the disk', "import { readFileSync } from 'node:fs';\nconst around = readFileSync('content/settings/site.yml', 'utf8');", 'a page is made of content, not of the machine'],
    ['from a snapshot of its own', "import { openSnapshot } from '../content/open-snapshot.ts';\nconst around = openSnapshot;", 'content is asked for through src/queries/ask.ts'],
    ['through Astro itself', "import { getLiveEntry } from 'astro:content';\nconst around = getLiveEntry;", 'content is asked for through src/queries/ask.ts'],
    ['at compile time', "const around = import.meta.glob('/content/**/*.md');", 'content is never compiled into templates'],
  ])('%s', async (_how, code, sentence) => {
    const said = await compileWith(`${code}\nconsole.log(around);`);
    expect(said).toContain(sentence);
    expect(said).toContain(PAGE);
  });
});

describe('while a page renders', () => {
  it('nothing but the question can be reached: the door holds no snapshot', async () => {
    const { snapshot } = await snapshotOf(SAMPLE);
    const { door, asked } = new Recorder(snapshot).open();
    withDoor(door, () => {
      expect(Reflect.ownKeys(currentDoor())).toEqual(['ask', 'once']);
      expect(Object.isFrozen(currentDoor())).toBe(true);
      expect(currentDoor().ask({ ask: 'setting', name: 'site' })).toMatchObject({ name: '示例网站' });
    });
    expect([...asked.values()].map(({ key }) => key)).toEqual(['setting site']);
  });

  it('every question is recorded, and what several pages share cannot be changed by one', async () => {
    const { folder } = await compileSite(CHECKOUT, COMPILED, () => {});
    const site = await loadSite(folder);
    const { snapshot } = await snapshotOf(SAMPLE);
    const recorder = new Recorder(snapshot);
    const { door, asked } = recorder.open();
    await site.render(door, '/news/2026-11-01-0900/');
    expect([...asked.values()].map(({ key }) => key).sort()).toEqual(['entry news/2026-11-01-0900', 'near news/2026-11-01-0900', 'setting alerts', 'setting mourning', 'setting navigation', 'setting site']);
    const shared = recorder.open().door.ask({ ask: 'setting', name: 'site' }) as { name: string };
    expect(() => {
      shared.name = '别的';
    }).toThrow(TypeError);
  });

  it('outside of a rendering there is no content', () => {
    expect(() => currentDoor()).toThrow(/render inside withDoor/);
  });
});

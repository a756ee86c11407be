import { execFile } from 'node:child_process';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { CHECKOUT } from '../../../tests/fixtures/compiled.ts';
import { Client, startTestDesk, type TestDesk } from '../../../tests/fixtures/desk.ts';
import { testFolder } from '../../../tests/fixtures/folder.ts';
import { git } from '../../../tests/fixtures/git.ts';
import { releasedTree } from '../../../tests/fixtures/release.ts';
import { article } from '../../../tests/fixtures/sample.ts';

const run = promisify(execFile);
const OPEN = { collection: 'news', id: '2026-11-17-1500' };
const PUBLISHED = { collection: 'news', id: '2026-11-18-0900' };
const pathOf = ({ id }: { id: string }) => `content/news/2026/${id}.md`;
/** As `npm run` does it, which says where it was typed. */
const command = (...args: string[]) => run(process.execPath, ['cms/desk/backup/command.ts', ...args], { cwd: CHECKOUT, env: { ...process.env, INIT_CWD: '/' } });

/** What a person sees of two entries: their history, the draft, where it stands. Release ids are a desk's own. */
async function seen(client: Client) {
  const history = async ({ collection, id }: typeof OPEN) =>
    JSON.parse((await (await client.request(`/admin/api/history?collection=${collection}&id=${id}`)).text()).replace(/,"release":"[^"]+"/g, '')) as unknown;
  return {
    histories: await Promise.all([OPEN, PUBLISHED].map(history)),
    draft: await client.act('draft', OPEN),
    text: await client.act('draftFile', { ...OPEN, path: pathOf(OPEN) }),
    standing: await client.act('standing', OPEN),
  };
}

it('a desk is saved while people write, and stands again on an empty machine: site, accounts, drafts and history', async () => {
  const folder = await testFolder();
  const data = join(folder, 'data');
  const desks: TestDesk[] = [];
  onTestFinished(async () => void (await Promise.all(desks.map((desk) => desk.stop()))));
  const start = async (where: string) => {
    const desk = await startTestDesk(where, { YUNDUAN_SEARCH: '0' });
    desks.push(desk);
    return desk;
  };
  const desk = await start(data);
  const editor = await new Client(desk.address).setUp(desk);
  const { raw, version } = await editor.act('entry', { path: pathOf(PUBLISHED) });
  await editor.act('save', { ...PUBLISHED, isNew: false, media: [], files: [{ path: pathOf(PUBLISHED), raw: raw!.replace(/^title: .*$/m, 'title: 备份以前改过的题目'), base: version }] });
  await editor.act('setStatus', { ...PUBLISHED, status: 'pending_publish' });
  expect(await editor.act('publish', PUBLISHED)).toMatchObject({ published: true });
  const open = await editor.act('entry', { path: pathOf(OPEN) });
  await editor.act('save', { ...OPEN, isNew: false, media: [], files: [{ path: pathOf(OPEN), raw: `${open.raw}\n还没有发布的一段。\n`, base: open.version }] });
  await editor.act('submit', OPEN);
  const before = await seen(editor);

  // Drafts of others go on meanwhile, and no save waits for the backup or is refused.
  const stop = new AbortController();
  let saved = 0;
  const others = (async () => {
    for (; !stop.signal.aborted; saved++) {
      const id = `2026-10-${10 + (saved % 20)}-${1000 + Math.floor(saved / 20)}`;
      await editor.act('save', { collection: 'news', id, isNew: true, media: [], files: [{ path: pathOf({ id }), raw: article(`第${saved}篇`), base: null }] });
    }
  })();
  const file = join(folder, 'elsewhere/backup.tar');
  const told = await command('backup', file, '--data', data).finally(() => stop.abort());
  await others;
  expect(told.stdout).toMatch(/backup\.tar {2}\d+\.\d MB {2}main [0-9a-f]{8} {2}\d+ drafts 草稿\n$/);
  expect(saved).toBeGreaterThan(1);
  const site = releasedTree(data);
  await desk.stop();

  const again = join(folder, 'again');
  expect((await command('restore', file, '--data', again)).stdout).toContain('已恢复到');
  expect(readdirSync(again).filter((name) => lstatSync(join(again, name)).isDirectory())).toEqual(['site.git']);
  const restored = await start(again);
  expect(restored.setUpLink).toBeUndefined();
  const tree = releasedTree(again);
  expect([...tree.keys()].sort()).toEqual([...site.keys()].sort());
  expect([...site].filter(([path, bytes]) => !tree.get(path)!.equals(bytes)).map(([path]) => path)).toEqual([]);
  expect(await (await fetch(`${restored.address}/news/${PUBLISHED.id}/`)).text()).toContain('备份以前改过的题目');
  expect(await seen(await new Client(restored.address).signIn())).toEqual(before);
  expect(git(join(again, 'site.git'), 'rev-parse', 'main')).toBe(git(join(data, 'site.git'), 'rev-parse', 'main'));
  expect(git(join(again, 'site.git'), 'fsck', '--no-dangling')).toBe('');
});

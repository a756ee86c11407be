import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, mkdir, open, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { git } from '../../../tests/fixtures/git.ts';
import { article } from '../../../tests/fixtures/sample.ts';
import { EDITOR, sampleStore } from '../../../tests/fixtures/store.ts';
import { Accounts } from '../accounts/accounts.ts';
import { openDatabase } from '../accounts/database.ts';
import { lockData } from '../lock.ts';
import { publish } from '../workflow/publish.ts';
import { save } from '../workflow/save.ts';
import { setStatus } from '../workflow/set-status.ts';
import { makeBackup } from './backup.ts';
import { FORMAT, MANIFEST } from './manifest.ts';
import { readMirrorSetting, writeMirrorSetting } from './mirror-setting.ts';
import { restoreBackup } from './restore.ts';
import { listTar, readEntry, TarWriter } from './tar.ts';
import { refuseUnfinished } from './unfinished.ts';

const PASSWORD = '示例口令-高原的风很大';
const NOW = Date.parse('2026-11-20T09:30:00+08:00');

/** A data directory with content, one draft and one account that is signed in. */
async function data() {
  const { folder, repository, desk } = await sampleStore();
  const database = openDatabase(join(folder, 'desk.sqlite'));
  onTestFinished(() => database.close());
  const accounts = new Accounts(database, () => Date.now());
  const { secret } = await accounts.setUp({ token: accounts.renewSetupToken()!, name: '示例编辑', username: 'editor', password: PASSWORD });
  const write = (id: string, title: string) => save(desk, EDITOR, { collection: 'news', id, isNew: true, media: [], files: [{ path: `content/news/2026/${id}.md`, raw: article(title), base: null }] });
  await write('2026-11-03-0900', '没有发布的一篇');
  return { folder, repository, desk, database, accounts, secret, write, file: join(folder, 'out/backup.tar'), into: join(folder, 'restored') };
}
const back = (folder: string, file: string) => makeBackup({ data: folder, file, program: '0.1.0', now: NOW });

describe('a backup', () => {
  it('is one private file, a tar, of everything that cannot be made again', async () => {
    const { folder, repository, file } = await data();
    const { manifest, bytes } = await back(folder, file);
    expect(manifest).toMatchObject({ format: FORMAT, program: '0.1.0', at: '2026-11-20T01:30:00.000Z', main: git(repository, 'rev-parse', 'main').trim(), drafts: 1, shallow: [] });
    const info = await stat(file);
    expect([info.mode & 0o777, info.size]).toEqual([0o600, bytes]);
    expect(await readdir(join(folder, 'out'))).toEqual(['backup.tar']);
    // Whoever has no program of ours any more has `tar`, `sqlite3` and `git`.
    const unpacked = join(folder, 'unpacked');
    await mkdir(unpacked);
    expect(spawnSync('tar', ['-xvf', file, '-C', unpacked], { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: 'desk.sqlite\nsite.bundle\nmanifest.json\n', stderr: '' });
    expect(JSON.parse(await readFile(join(unpacked, MANIFEST), 'utf8'))).toEqual(manifest);
    for (const [name, { sha256 }] of Object.entries(manifest.parts)) {
      expect(createHash('sha256').update(await readFile(join(unpacked, name))).digest('hex')).toBe(sha256);
    }
    git(unpacked, 'clone', '--quiet', 'site.bundle', 'clone');
    expect(await readdir(join(unpacked, 'clone/content/news/2026'))).toHaveLength(2);
  });

  it('gives everything back, but for open sessions, one-time links and a mirror that runs', async () => {
    const { folder, repository, database, file, into, secret } = await data();
    writeMirrorSetting(database, { url: 'https://bot:secret@git.example/site.git', what: 'all', paused: false });
    database.prepare("INSERT INTO outbox (channel, target, payload, created_at, next_at) VALUES ('mail', 'x', '{}', 0, 0)").run();
    database.prepare("INSERT INTO links VALUES ('x', 'reset', 1, 0, 0)").run();
    await back(folder, file);
    await restoreBackup({ file, data: into });

    const refs = (where: string) => git(where, 'for-each-ref', '--format=%(objectname) %(refname)');
    expect(refs(join(into, 'site.git'))).toBe(refs(repository));
    expect(git(join(into, 'site.git'), 'fsck', '--strict')).toBe('');
    const restored = openDatabase(join(into, 'desk.sqlite'));
    onTestFinished(() => restored.close());
    const accounts = new Accounts(restored, () => Date.now());
    expect(accounts.who(secret)).toBeUndefined();
    expect(await accounts.signIn({ username: 'editor', password: PASSWORD }, { address: '127.0.0.1', agent: '' })).toMatchObject({ session: { name: '示例编辑' } });
    expect(readMirrorSetting(restored)).toMatchObject({ url: 'https://bot:secret@git.example/site.git', paused: true });
    for (const table of ['outbox', 'links', 'setup_link']) expect(restored.prepare(`SELECT * FROM ${table}`).all()).toEqual([]);
    expect((await readdir(into)).filter((name) => !/-(?:wal|shm)$/.test(name)).sort()).toEqual(['desk.sqlite', 'lock.sqlite', 'site.git']);
    await refuseUnfinished(into);
  });

  it('of a history that was cloned in part is restored as it is', async () => {
    const { folder, repository, file, into } = await data();
    const main = git(repository, 'rev-parse', 'main').trim();
    git(repository, 'update-ref', 'refs/heads/main', git(repository, 'commit-tree', `${main}^{tree}`, '-p', main, '-m', '二').trim());
    git(folder, 'clone', '--quiet', '--bare', '--depth', '1', `file://${repository}`, 'shallow.git');
    await mkdir(join(folder, 'other'));
    await writeFile(join(folder, 'other/desk.sqlite'), await readFile(join(folder, 'desk.sqlite')));
    openDatabase(join(folder, 'other/desk.sqlite')).close();
    git(folder, 'clone', '--quiet', '--bare', '--depth', '1', `file://${repository}`, 'other/site.git');
    expect((await back(join(folder, 'other'), file)).manifest.shallow).toHaveLength(1);
    await restoreBackup({ file, data: into });
    expect(git(join(into, 'site.git'), 'log', '--format=%s', 'main')).toBe('二\n');
    expect(git(join(into, 'site.git'), 'fsck')).toBe('');
  });

  it('that is made while people save and publish has every draft and text, whole', async () => {
    const { folder, desk, repository, write } = await data();
    /** What was acknowledged: as a draft, or as published. */
    const acknowledged: string[] = [];
    const stop = new AbortController();
    const writing = (async () => {
      for (let n = 0; !stop.signal.aborted; n++) {
        const id = `2026-10-${String(1 + (n % 28)).padStart(2, '0')}-${String(1000 + Math.floor(n / 28))}`;
        await write(id, `第${n}篇`);
        acknowledged.push(id);
        if (n % 2) continue;
        await setStatus(desk, EDITOR, { collection: 'news', id, status: 'pending_publish' });
        await publish(desk, EDITOR, { collection: 'news', id });
      }
    })();
    try {
      for (let n = 0; n < 4; n++) {
        const before = [...acknowledged];
        const file = join(folder, `out/${n}.tar`);
        const { manifest } = await back(folder, file);
        const into = join(folder, `restored-${n}`);
        await restoreBackup({ file, data: into });
        const copy = join(into, 'site.git');
        expect(git(copy, 'fsck', '--strict', '--no-dangling')).toBe('');
        // It is a moment of the history of the one that went on.
        git(repository, 'merge-base', '--is-ancestor', manifest.main, 'main');
        const drafts = git(copy, 'for-each-ref', '--format=%(refname:lstrip=4)', 'refs/heads/cms/news').split('\n');
        const published = git(copy, 'ls-tree', '-r', '--name-only', 'main', 'content/news');
        expect(before.filter((id) => !drafts.includes(id) && !published.includes(id))).toEqual([]);
      }
    } finally {
      stop.abort();
      await writing;
    }
    expect(acknowledged.length).toBeGreaterThan(4);
  });

  it('never takes the place of another file, and leaves nothing where it fails', async () => {
    const { folder, repository, file } = await data();
    await back(folder, file);
    const before = await readFile(file);
    await expect(back(folder, file)).rejects.toThrow(/exists already[\s\S]*已经存在/);
    expect(await readFile(file)).toEqual(before);
    await expect(back(join(folder, 'out'), join(folder, 'x/backup.tar'))).rejects.toThrow(/no desk's data directory[\s\S]*不是编务台的数据目录/);
    git(repository, 'update-ref', '--no-deref', 'refs/heads/cms/news/2026-11-04-0900', git(repository, 'rev-parse', 'main').trim());
    await writeFile(join(repository, 'refs/heads/cms/news/2026-11-04-0900'), `${'1'.repeat(40)}\n`);
    await expect(back(folder, join(folder, 'out/second.tar'))).rejects.toThrow(/could not be packed[\s\S]*没有能打包/);
    expect(await readdir(join(folder, 'out'))).toEqual(['backup.tar']);
  });
});

describe('a restoration', () => {
  it('refuses a directory that holds anything, and a running desk by name', async () => {
    const { folder, file } = await data();
    await back(folder, file);
    await expect(restoreBackup({ file, data: folder })).rejects.toThrow(/is not empty[\s\S]*不是空的/);
    const unlock = lockData(join(folder, 'lock.sqlite'));
    onTestFinished(unlock);
    await expect(restoreBackup({ file, data: folder })).rejects.toThrow(/a desk is running[\s\S]*编务台正在使用/);
    await expect(restoreBackup({ file: join(folder, 'none.tar'), data: join(folder, 'x') })).rejects.toThrow(/cannot read[\s\S]*读不到/);
  });

  it('refuses what is damaged, and leaves nothing', async () => {
    const { folder, file } = await data();
    const { bytes } = await back(folder, file);
    const handle = await open(file);
    const entries = await listTar(handle);
    await handle.close();
    const whole = await readFile(file);
    const broken: [string, () => Promise<unknown>][] = [
      ...entries.map(({ name, at, bytes: size }): [string, () => Promise<unknown>] => [`a byte of ${name}`, async () => {
        const bad = Buffer.from(whole);
        bad[at + Math.floor(size / 2)]! ^= 1;
        await writeFile(file, bad);
      }]),
      ['a header', async () => writeFile(file, Buffer.concat([Buffer.from('x'), whole.subarray(1)]))],
      ['the end', async () => truncate(file, bytes - 2048)],
      ['half', async () => truncate(file, Math.floor(bytes / 2))],
      ['all', async () => writeFile(file, '')],
      ['another file', async () => writeFile(file, 'PK\x03\x04'.repeat(1000))],
    ];
    for (const [what, breaks] of broken) {
      await writeFile(file, whole);
      await breaks();
      const into = join(folder, 'restored');
      const said = await restoreBackup({ file, data: into }).then(() => 'restored', String);
      expect([what, said]).toEqual([what, expect.stringMatching(/is damaged or no backup[\s\S]*已损坏/)]);
      await expect(readdir(into)).rejects.toThrow('ENOENT');
    }
    await writeFile(file, whole);
    // More after its end is nothing of ours.
    await appendFile(file, 'x');
    await restoreBackup({ file, data: join(folder, 'restored') });
  });

  it.each([['a format', { format: FORMAT + 1, program: '9.0.0' }], ['tables', { database: 999 }]])('refuses %s that only a newer program knows', async (_what, newer) => {
    const { folder, file } = await data();
    await back(folder, file);
    const handle = await open(file);
    const entries = await listTar(handle);
    const tar = await TarWriter.create(join(folder, 'newer.tar'), NOW);
    for (const entry of entries) {
      const bytes = await buffer(readEntry(handle, entry));
      await tar.add(entry.name, [entry.name === MANIFEST ? Buffer.from(JSON.stringify({ ...(JSON.parse(bytes.toString()) as object), ...newer })) : bytes]);
    }
    await tar.end();
    await Promise.all([tar.close(), handle.close()]);
    await expect(restoreBackup({ file: join(folder, 'newer.tar'), data: join(folder, 'restored') })).rejects.toThrow(/newer version of the program[\s\S]*较新版本/);
  });

  it('that was broken off is no data directory', async () => {
    const { folder } = await data();
    await mkdir(join(folder, 'restoring'));
    await expect(refuseUnfinished(folder)).rejects.toThrow(/was broken off[\s\S]*曾中断/);
  });
});

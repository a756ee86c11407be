import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Hono } from 'hono';
import { describe, expect, it, onTestFinished } from 'vitest';
import { gitEnvironment } from '../../../src/content/objects.ts';
import { testFolder } from '../../../tests/fixtures/folder.ts';
import { git } from '../../../tests/fixtures/git.ts';
import { article } from '../../../tests/fixtures/sample.ts';
import { actor, EDITOR, sampleStore } from '../../../tests/fixtures/store.ts';
import { openDatabase } from '../accounts/database.ts';
import { answerError } from '../http/answer.ts';
import type { Environment } from '../http/context.ts';
import { Routes } from '../http/guard.ts';
import { mirrorRoutes } from '../http/mirror-routes.ts';
import { discard } from '../workflow/discard.ts';
import { publish } from '../workflow/publish.ts';
import { save } from '../workflow/save.ts';
import { setStatus } from '../workflow/set-status.ts';
import { explainPush } from './explain-push.ts';
import { parseMirrorAddress } from './mirror-address.ts';
import { Mirror } from './mirror.ts';
import { pushEnvironment } from './push.ts';

describe('an address of a mirror', () => {
  it.each([
    ['https://git.example/org/site.git', 'https://git.example/org/site.git', 'https://git.example/org/site.git'],
    ['https://bot:s3%40cret@git.example:8443/site.git', 'https://git.example:8443/site.git', 'https://***@git.example:8443/site.git'],
    ['https://token@git.example/site.git', 'https://git.example/site.git', 'https://***@git.example/site.git'],
    ['ssh://git@git.example:2222/org/site.git', 'ssh://git@git.example:2222/org/site.git', 'ssh://git@git.example:2222/org/site.git'],
    ['file:///srv/mirror/a%20b.git', '/srv/mirror/a b.git', '/srv/mirror/a b.git'],
    ['/srv/mirror/../site.git', '/srv/site.git', '/srv/site.git'],
  ])('may be %s', (text, url, shown) => {
    expect(parseMirrorAddress(text)).toMatchObject({ url, shown });
  });

  it.each([
    ['http://git.example/site.git', '不加密'], ['git@git.example:org/site.git', 'ssh://用户@主机/路径'], ['ssh://git:pw@git.example/x', '不能写口令'],
    ['ssh://-oProxyCommand=id/x', '主机名不对'], ['ssh://-x@git.example/y', '用户名不对'], ['ssh://git.example/', '哪个仓库'], ['https://git.example/', '哪个仓库'],
    ['https://git.example/x?token=1', '不能有 ?'], ['https://a:b%0aurl=x@git.example/x', '不允许的字符'], ['https://a:%zz@git.example/x', '% 写得不对'],
    ['ext::sh -c id', '空格'], ['ext::id', '要以 https://'], ['--upload-pack=id', '要以 https://'], ['site.git', '要以 https://'], ['file://host/x', '本机的路径'],
    ['git://git.example/x', '要以 https://'], ['/', '哪个仓库'], ['https://x\n', '空格'], ['C:\\x', '反斜杠'],
  ])('may not be %s', (text, why) => {
    expect(() => parseMirrorAddress(text)).toThrow(why);
  });

  it('gives its credentials to Git for its own server alone, and in no argument', () => {
    const address = parseMirrorAddress('https://bot:s3%22cr$et@git.example:8443/site.git');
    expect(address.url).not.toMatch(/bot|s3/);
    const ask = (host: string) => spawnSync('git', ['credential', 'fill'], {
      input: `protocol=https\nhost=${host}\npath=site.git\n\n`, encoding: 'utf8', env: { ...gitEnvironment(), ...pushEnvironment(address) }, cwd: '/',
    });
    expect(ask('git.example:8443').stdout).toContain('username=bot\npassword=s3"cr$et\n');
    expect(ask('git.example').stdout).not.toContain('bot');
    expect(ask('evil.example:8443').status).not.toBe(0);
  });
});

describe('why a push failed is told in words of the trade', () => {
  it.each([
    [' ! [rejected]        main -> main (fetch first)\nerror: failed to push some refs', '本站没有的提交'],
    ["remote: HTTP Basic: Access denied\nfatal: Authentication failed for 'https://git.example/site.git/'", '不接受这个用户名和口令'],
    ["fatal: could not read Username for 'https://git.example': terminal prompts disabled", '不接受这个用户名和口令'],
    ["fatal: unable to access 'https://git.example/site.git/': The requested URL returned error: 403", '没有写入权限'],
    ["fatal: unable to access 'https://git.example/site.git/': Could not resolve host: git.example", '找不到远端主机'],
    ["fatal: unable to access 'https://git.example/site.git/': server certificate verification failed. CAfile: none CRLfile: none", '证书不能信任'],
    ['git@git.example: Permission denied (publickey).\nfatal: Could not read from remote repository.', 'ssh 密钥'],
    ['Host key verification failed.\nfatal: Could not read from remote repository.', 'ssh 连接一次'],
    ["fatal: '/srv/none.git' does not appear to be a git repository", '没有 Git 仓库'],
    ["remote: error: GH006: Protected branch update failed\n ! [remote rejected] main -> main (protected branch hook declined)", '远端拒绝了这次推送'],
    ['something that nobody has seen', '服务器的日志里'],
  ])('%s', (said, sentence) => {
    expect(explainPush(said).zh).toContain(sentence);
  });
});

/** A store with one draft, an empty repository elsewhere, and a clock that stands until it is moved. */
async function mirrored() {
  const { folder, repository, desk } = await sampleStore();
  const database = openDatabase(join(folder, 'desk.sqlite'));
  onTestFinished(() => database.close());
  const remote = join(await testFolder(), 'site.git');
  git(folder, 'init', '--quiet', '--bare', remote);
  const write = (id: string) => save(desk, EDITOR, { collection: 'news', id, isNew: true, media: [], files: [{ path: `content/news/2026/${id}.md`, raw: article('草稿'), base: null }] });
  await write('2026-11-03-0900');
  const clock = { at: Date.parse('2026-11-20T09:30:00+08:00') };
  const log: string[] = [];
  const start = () => {
    const mirror = new Mirror({ database, repository, now: () => clock.at, log: (line) => log.push(line) });
    onTestFinished(() => mirror.close());
    return mirror;
  };
  const refs = () => git(remote, 'for-each-ref', '--format=%(refname:short)').trim().split('\n').filter(Boolean);
  const heads = (where: string) => git(where, 'rev-parse', 'main').trim();
  return { repository, desk, remote, write, clock, log, start, refs, heads };
}

describe('a mirror', () => {
  it('has what is published, and the drafts where they are wanted, and follows them', async () => {
    const { desk, repository, remote, write, start, refs, heads } = await mirrored();
    const mirror = start();
    mirror.set({ url: remote, what: 'main', paused: false });
    await mirror.wake();
    expect([refs(), heads(remote)]).toEqual([['main'], heads(repository)]);
    expect(mirror.tell()).toEqual({ setting: { address: remote, what: 'main', paused: false }, pushing: false, succeededAt: '2026-11-20T01:30:00.000Z', failure: null });

    mirror.set({ what: 'all', paused: false });
    await mirror.wake();
    expect(refs()).toEqual(['cms/news/2026-11-03-0900', 'main']);

    await write('2026-11-04-0900');
    await setStatus(desk, EDITOR, { collection: 'news', id: '2026-11-03-0900', status: 'pending_publish' });
    await publish(desk, EDITOR, { collection: 'news', id: '2026-11-03-0900' });
    await mirror.wake();
    expect([refs(), heads(remote)]).toEqual([['cms/news/2026-11-04-0900', 'main'], heads(repository)]);

    await discard(desk, EDITOR, { collection: 'news', id: '2026-11-04-0900' });
    await mirror.wake();
    expect(refs()).toEqual(['main']);

    mirror.set({ url: null, what: 'main', paused: false });
    expect(start().tell()).toEqual({ setting: null, pushing: false, succeededAt: null, failure: null });
  });

  it('that cannot be reached is tried again after growing pauses, and nothing secret is told or logged', async () => {
    const { clock, log, remote, start, refs } = await mirrored();
    const mirror = start();
    mirror.set({ url: 'https://bot:s3cret@127.0.0.1:1/site.git', what: 'all', paused: false });
    const pauses: number[] = [];
    for (let n = 0; n < 3; n++) {
      await mirror.wake();
      // Not before its time, however often it is woken.
      await mirror.wake();
      pauses.push((Date.parse(mirror.tell().failure!.nextAt) - clock.at) / 1000);
      clock.at += pauses[n]! * 1000;
    }
    expect(pauses).toEqual([10, 30, 120]);
    expect(mirror.tell()).toMatchObject({ setting: { address: 'https://***@127.0.0.1:1/site.git' }, succeededAt: null, failure: { zh: '连不上远端：主机没有应答，或者中途断了' } });
    expect(log).toHaveLength(3);
    expect(JSON.stringify([mirror.tell(), log])).not.toMatch(/s3cret|bot/);
    // It is known after a restart, too; another address begins anew.
    expect(start().tell().failure).not.toBeNull();
    mirror.set({ url: remote, what: 'main', paused: false });
    await mirror.wake();
    expect([mirror.tell().failure, refs()]).toEqual([null, ['main']]);
  });

  it('never overwrites what somebody else has put on main, and leaves the drafts out then', async () => {
    const { remote, start, refs, heads } = await mirrored();
    const tree = git(remote, 'mktree').trim();
    git(remote, 'update-ref', 'refs/heads/main', git(remote, 'commit-tree', tree, '-m', '别人的').trim());
    const before = heads(remote);
    const mirror = start();
    mirror.set({ url: remote, what: 'all', paused: false });
    await mirror.wake();
    expect(mirror.tell().failure?.zh).toContain('远端的 main 上有本站没有的提交');
    expect([refs(), heads(remote)]).toEqual([['main'], before]);
  });

  it('rests while it is paused, and is nowhere where there is no repository, or inside the data directory', async () => {
    const { repository, remote, start, refs } = await mirrored();
    const mirror = start();
    mirror.set({ url: remote, what: 'main', paused: true });
    await mirror.wake();
    expect([refs(), mirror.tell().setting?.paused]).toEqual([[], true]);
    mirror.set({ url: `${remote}.none`, what: 'main', paused: false });
    await mirror.wake();
    expect(mirror.tell().failure?.zh).toContain('那里没有 Git 仓库');
    for (const url of [repository, `file://${repository}`, join(repository, '../images')]) {
      expect(() => mirror.set({ url, what: 'main', paused: false })).toThrow('自己的数据目录');
    }
  });

  it('is an administrator\'s: 403 for everybody else, and a sentence for what cannot be', async () => {
    const { remote, start } = await mirrored();
    const mirror = start();
    const acts: string[] = [];
    const as = (...roles: Parameters<typeof actor>[2][]) => {
      const app = new Hono<Environment>();
      app.onError((error, c) => answerError(error, c, () => {}));
      app.use('*', async (c, next) => {
        c.set('person', actor('示例', 'somebody', ...roles));
        await next();
      });
      Routes.mount(app, mirrorRoutes(mirror, { act: (_by, ...what) => void acts.push(what.join(' ')) }, { trustedProxy: false }));
      return (method: string, body?: unknown) => app.request('/admin/api/mirror', { method, ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}) });
    };
    const everybodyElse = as('writer', 'first', 'second', 'final');
    expect((await everybodyElse('GET')).status).toBe(403);
    expect((await everybodyElse('PUT', { url: remote })).status).toBe(403);
    const administrator = as('administrator');
    for (const body of [{ url: 'ftp://x/y' }, { url: '' }, { url: 'x'.repeat(2000) }, { what: 'everything' }, { what: 'main' }, { url: 7 }]) {
      const response = await administrator('PUT', body);
      expect([response.status, ((await response.json()) as { error: string }).error]).toEqual([400, expect.stringMatching(/\p{Script=Han}/u)]);
    }
    expect(await (await administrator('PUT', { url: 'https://bot:s3cret@127.0.0.1:1/x.git', what: 'main', paused: true })).json()).toMatchObject({ setting: { address: 'https://***@127.0.0.1:1/x.git' } });
    expect(await (await administrator('GET')).text()).not.toContain('s3cret');
    expect(acts.at(-1)).toBe('设置镜像 https://***@127.0.0.1:1/x.git');
  });
});

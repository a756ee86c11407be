import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { git, writeFiles } from '../../../tests/fixtures/git.ts';
import { article } from '../../../tests/fixtures/sample.ts';
import { EDITOR, sampleStore } from '../../../tests/fixtures/store.ts';
import { gitEnvironment } from '../../../src/content/objects.ts';
import { save } from '../workflow/save.ts';

/** A clone of the desk's repository and a push from it, with what Git printed. The desk itself is off. */
async function clone() {
  const { desk, folder, repository } = await sampleStore({ ...(await import('../../../tests/fixtures/sample.ts')).SAMPLE, 'src/pages/index.astro': '<p>模板</p>' });
  const work = join(folder, 'work');
  git(folder, 'clone', '--quiet', repository, work);
  const push = (...args: string[]) => {
    const { status, stderr } = spawnSync('git', ['push', 'origin', ...(args.length ? args : ['main'])], { cwd: work, env: gitEnvironment(), encoding: 'utf8' });
    return { status, said: stderr };
  };
  const commit = (files: Record<string, string | Buffer>) => {
    writeFiles(work, files);
    git(work, 'add', '-A', '-f');
    git(work, 'commit', '--quiet', '-m', '推送');
  };
  return { desk, repository, work, push, commit, head: () => git(repository, 'rev-parse', 'main').trim() };
}

describe('a push', () => {
  it('of content is taken, and says that the desk will publish it when it runs', async () => {
    const { commit, push, head, work } = await clone();
    commit({ 'content/news/2026/2026-11-03-0900.md': article('推送的一篇') });
    const { status, said } = push();
    expect(said).toContain('编务台没有运行，启动后会发布');
    expect([status, head()]).toEqual([0, git(work, 'rev-parse', 'HEAD').trim()]);
  });

  it.each([
    ['a template', { 'src/pages/index.astro': '<script>alert(1)</script>' }, '推送只能改 content/ 里的内容；模板和程序随安装更新'],
    ['a package script', { 'package.json': '{"scripts":{"postinstall":"touch /tmp/x"}}' }, 'git pull && npm ci'],
    ['a kind that is not listed', { 'content/media/2026/11/a.svg': '<svg/>' }, '不接受 .svg 这种文件'],
    ['a page that is code', { 'content/pages/a.mdx': 'export const a = 1' }, '固定页面的文件名形如 name.md'],
    ['a hidden file', { 'content/.gitattributes': '* filter=x' }, '以点开头的名称'],
    ['an unknown collection', { 'content/other/a.md': 'x' }, '没有名为 other 的栏目'],
    ['a file over 20 MB', { 'content/media/2026/11/a.pdf': Buffer.alloc(20 * 1024 * 1024 + 1, 7) }, '20.0 MB，超过 20 MB'],
  ])('with %s is refused with a sentence, and nothing moves', async (_what, files, sentence) => {
    const { commit, push, head } = await clone();
    const before = head();
    commit(files as unknown as Record<string, string>);
    const { status, said } = push();
    expect(said).toContain(sentence);
    expect([status, head()]).toEqual([1, before]);
  });

  it('with a symbolic link or a submodule is refused', async () => {
    const { push, work, repository, commit, head } = await clone();
    const before = head();
    symlinkSync('/etc/passwd', join(work, 'content/news/2026/2026-11-03-0900.md'));
    commit({});
    expect(push().said).toContain('不接受符号链接');
    git(work, 'reset', '--quiet', '--hard', before);
    git(work, 'clone', '--quiet', repository, 'content/news/2026/sub');
    git(work, 'add', '-A', '-f');
    git(work, 'commit', '--quiet', '-m', '子模块');
    expect(push().said).toContain('不接受子模块');
    expect(head()).toBe(before);
  });

  it('is judged in every commit, not only in what is left at the end', async () => {
    const { push, commit, work, head } = await clone();
    const before = head();
    commit({ 'src/evil.ts': 'x' });
    git(work, 'rm', '--quiet', 'src/evil.ts');
    git(work, 'commit', '--quiet', '-m', '去掉');
    commit({ 'content/news/2026/2026-11-03-0900.md': article('好的一篇') });
    const { status, said } = push();
    expect(said).toContain('src/evil.ts：推送只能改 content/');
    expect([status, head()]).toEqual([1, before]);
  });

  it('that a merge hides a template in is refused', async () => {
    const { push, commit, work } = await clone();
    git(work, 'checkout', '--quiet', '-b', 'side');
    commit({ 'content/news/2026/2026-11-03-0900.md': article('旁支') });
    git(work, 'checkout', '--quiet', 'main');
    commit({ 'content/news/2026/2026-11-04-0900.md': article('主干') });
    git(work, 'merge', '--quiet', '--no-commit', '--no-ff', 'side');
    commit({ 'src/pages/index.astro': '变了' });
    expect(push().said).toContain('src/pages/index.astro：推送只能改 content/');
  });

  it('cannot hide a link behind a file of the same bytes, in whichever order they come', async () => {
    for (const linkFirst of [true, false]) {
      const { push, work, commit, head } = await clone();
      const before = head();
      const path = 'content/news/2026/2026-11-03-0900.md';
      const link = () => symlinkSync('target', join(work, path));
      const file = () => writeFiles(work, { [path]: 'target' });
      (linkFirst ? link : file)();
      commit({});
      git(work, 'rm', '--quiet', path);
      (linkFirst ? file : link)();
      commit({});
      expect(push().said).toContain('不接受符号链接');
      expect(head()).toBe(before);
    }
  });

  it('that merges newer templates of main with one’s own content is taken, and one that would bring old ones back is not', async () => {
    const { push, commit, work, desk, head } = await clone();
    commit({ 'content/news/2026/2026-11-03-0900.md': article('我的') });
    const main = await desk.store.main();
    const tree = await desk.store.edit(main.tree, new Map([['src/pages/index.astro', { id: await desk.store.blob(Buffer.from('<p>新模板</p>')) }]]));
    const newer = await desk.store.write({ tree, parents: [main.id], author: EDITOR, at: 0, subject: '更新模板' });
    await desk.store.move('refs/heads/main', main.id, newer);
    git(work, 'fetch', '--quiet');
    git(work, 'branch', 'back');
    git(work, 'merge', '--quiet', '-m', '合并', 'origin/main');
    expect(push().status).toBe(0);
    git(work, 'checkout', '--quiet', 'back');
    git(work, 'merge', '--quiet', '-s', 'ours', '-m', '用旧模板', 'main');
    const published = head();
    expect(push('back:main').said).toContain('src/pages/index.astro：推送只能改 content/');
    expect(head()).toBe(published);
  });

  it('may go to main alone, and only forward', async () => {
    const { push, commit, work, head } = await clone();
    commit({ 'content/news/2026/2026-11-03-0900.md': article('一') });
    expect(push().status).toBe(0);
    const published = head();
    git(work, 'reset', '--quiet', '--hard', 'HEAD~1');
    commit({ 'content/news/2026/2026-11-04-0900.md': article('改写历史') });
    expect(push('--force', 'main').said).toMatch(/main 只能前进|non-fast-forward/);
    expect(push(':main').said).toMatch(/main 不能删除|deletion prohibited/);
    expect(push('main:refs/heads/other').said).toContain('只接受推送到 main');
    expect(push('main:refs/tags/v1').said).toContain('只接受推送到 main');
    expect(push('main:refs/heads/cms/news/2026-11-01-0900').said).toContain('草稿只能在编务台里修改');
    expect(head()).toBe(published);
  });

  it('cannot move or remove a draft', async () => {
    const { push, desk, repository, work } = await clone();
    const path = 'content/news/2026/2026-11-01-0900.md';
    const base = (await desk.store.file('refs/heads/main', path))!.version;
    await save(desk, EDITOR, { collection: 'news', id: '2026-11-01-0900', isNew: false, media: [], files: [{ path, raw: article('草稿'), base }] });
    const before = git(repository, 'for-each-ref');
    git(work, 'fetch', '--quiet');
    expect(push(':refs/heads/cms/news/2026-11-01-0900').status).toBe(1);
    expect(push('main:refs/heads/cms/news/2026-11-01-0900').status).toBe(1);
    expect(git(repository, 'for-each-ref')).toBe(before);
  });
});

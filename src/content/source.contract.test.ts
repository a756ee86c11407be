import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testFolder } from '../../tests/fixtures/folder.ts';
import { git, makeRepository, writeFiles } from '../../tests/fixtures/git.ts';
import { blobId, openDirectory } from './directory.ts';
import { openRepository } from './repository.ts';
import type { ContentSource } from './source.ts';

const drivers: Record<string, (folder: string, files: Record<string, string | Buffer>) => Promise<ContentSource>> = {
  directory: async (folder, files) => {
    writeFiles(folder, files);
    return openDirectory(folder);
  },
  repository: async (folder, files) => {
    makeRepository(folder, files);
    return openRepository(join(folder, '.git'));
  },
};

describe.each(Object.entries(drivers))('content source: %s', (name, make) => {
  const open = async (files: Record<string, string | Buffer>) => {
    const folder = await testFolder();
    const source = await make(folder, files);
    onTestFinished(() => source.close());
    return { folder, source };
  };

  it('lists every file under content/ in the order of its path, and nothing outside it', async () => {
    const { source } = await open({ 'content/news/b.md': 'b', 'content/news/a.md': 'a', 'content/媒体.txt': '中', 'src/x.ts': 'x', 'content/.DS_Store': '' });
    expect((await source.files()).map(({ path }) => path)).toEqual(['content/news/a.md', 'content/news/b.md', 'content/媒体.txt']);
  });

  it('gives the bytes and Git’s blob id of each file', async () => {
    const binary = Buffer.from([0, 255, 10, 13, 128]);
    const { source } = await open({ 'content/a.bin': binary, 'content/empty': '', 'content/大.md': '高原'.repeat(50_000) });
    for (const file of await source.files()) {
      const bytes = await source.read(file.path);
      expect(file.version).toBe(blobId(bytes));
    }
    expect(await source.read('content/a.bin')).toEqual(binary);
    expect((await source.read('content/大.md')).length).toBe(300_000);
  });

  it('answers many reads at once, each with its own file', async () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`content/n${i}.md`, `第${i}篇`.repeat(i + 1)]));
    const { source } = await open(files);
    const texts = await Promise.all(Object.keys(files).map(async (path) => [path, (await source.read(path)).toString()]));
    expect(Object.fromEntries(texts)).toEqual(files);
  });

  it('refuses what is not a file, in English for programmers', async () => {
    const { source } = await open({ 'content/a.md': 'a' });
    for (const path of ['content/none.md', 'content', '../a', 'content/../content/a.md', '']) {
      await expect(source.read(path)).rejects.toThrow(/is not a file of/);
    }
  });

  it('stays as it was when files change afterwards', async () => {
    const { folder, source } = await open({ 'content/a.md': '先前' });
    writeFiles(folder, { 'content/a.md': '后来', 'content/b.md': 'b' });
    if (name === 'repository') git(folder, 'commit', '--quiet', '-am', '改');
    expect((await source.read('content/a.md')).toString()).toBe('先前');
    expect(await source.files()).toHaveLength(1);
  });

  it('lists a symbolic link as a link and never follows it', async () => {
    const folder = await testFolder();
    writeFiles(folder, { 'content/a.md': 'a', 'secret.txt': 'secret' });
    symlinkSync('../secret.txt', join(folder, 'content/link.md'));
    const source = await make(folder, {});
    onTestFinished(() => source.close());
    expect((await source.files()).find(({ path }) => path === 'content/link.md')?.kind).toBe('link');
    await expect(source.read('content/link.md')).rejects.toThrow();
  });
});

it('a directory without content/ and a repository without the commit say so', async () => {
  const folder = await testFolder();
  await expect(openDirectory(folder)).rejects.toThrow(/cannot read .*content: ENOENT/);
  execFileSync('git', ['init', '--quiet', '--bare', folder]);
  await expect(openRepository(folder)).rejects.toThrow(/has no commit refs\/heads\/main/);
});

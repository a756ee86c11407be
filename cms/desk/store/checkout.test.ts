import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testFolder } from '../../../tests/fixtures/folder.ts';
import { git, makeRepository, writeFiles } from '../../../tests/fixtures/git.ts';
import { article, SAMPLE } from '../../../tests/fixtures/sample.ts';
import { checkoutFiles, commitTemplates } from './checkout.ts';
import { createRepository } from './repository.ts';
import { Store } from './store.ts';

const PROJECT = { ...SAMPLE, '.gitignore': 'node_modules/\nvar/\n*.log\n', 'src/a.ts': 'a', 'package.json': '{}', 'node_modules/x/i.js': 'x', 'var/desk.sqlite': 's', 'npm.log': 'l' };

async function begin(make: (folder: string) => void) {
  const folder = await testFolder();
  const checkout = join(folder, 'checkout');
  make(checkout);
  const repository = join(folder, 'site.git');
  await createRepository(repository, checkout, 0);
  const store = new Store(repository);
  onTestFinished(() => store.close());
  return { checkout, repository, store, files: () => git(repository, 'ls-tree', '-r', '--name-only', 'main').trim().split('\n') };
}

it('a source tree without .git starts a repository, without what its .gitignore names', async () => {
  const { files, repository } = await begin((checkout) => writeFiles(checkout, PROJECT));
  expect(files()).toEqual(['.gitignore', ...Object.keys(SAMPLE).sort(), 'package.json', 'src/a.ts']);
  expect(git(repository, 'fsck', '--strict')).toBe('');
});

it('a data directory or a secret that lies in the checkout never gets into the repository', async () => {
  const { files } = await begin((checkout) => writeFiles(checkout, { ...PROJECT, '.env': 'TOKEN=x', 'src/.env.local': 'x', 'data/desk.sqlite': 's', 'notes.txt': 'n' }));
  expect(files()).toEqual(['.gitignore', ...Object.keys(SAMPLE).sort(), 'package.json', 'src/a.ts']);
});

it('a repository starts another with its history', async () => {
  const { repository, checkout } = await begin((c) => makeRepository(c, { ...SAMPLE, 'src/a.ts': 'a' }));
  expect(git(repository, 'rev-parse', 'main')).toBe(git(checkout, 'rev-parse', 'HEAD'));
});

it('a start without content says what to do and leaves nothing behind', async () => {
  const folder = await testFolder();
  makeRepository(join(folder, 'empty'), { 'a.txt': 'x' });
  await expect(createRepository(join(folder, 'site.git'), join(folder, 'empty'), 0)).rejects.toThrow(/has no committed content\/ folder; point YUNDUAN_CONTENT_REPO/);
  await expect(createRepository(join(folder, 'site.git'), join(folder, 'none'), 0)).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(['empty']);
});

describe('templates', () => {
  it('of a newer checkout come to main; content does not, and the checkout is not touched', async () => {
    const { checkout, repository, store, files } = await begin((c) => makeRepository(c, { ...SAMPLE, 'src/a.ts': 'a', 'src/old.ts': 'o', '.gitignore': 'var/\n' }));
    expect(await commitTemplates(store, checkout, 0)).toBe(false);
    writeFiles(checkout, { 'src/a.ts': 'b', 'src/new.ts': 'n', 'var/x': 'x', 'content/news/2026/2026-11-01-0900.md': article('只在工作区') });
    git(checkout, 'rm', '--quiet', 'src/old.ts');
    const status = git(checkout, 'status', '--porcelain');
    expect(await commitTemplates(store, checkout, 0)).toBe(true);
    expect(files()).toEqual(['.gitignore', ...Object.keys(SAMPLE).sort(), 'src/a.ts', 'src/new.ts']);
    expect(git(repository, 'show', 'main:src/a.ts')).toBe('b');
    expect(git(repository, 'show', 'main:content/news/2026/2026-11-01-0900.md')).toContain('第一篇');
    expect(git(checkout, 'status', '--porcelain')).toBe(status);
    expect(await commitTemplates(store, checkout, 0)).toBe(false);
  });

  it('are listed by reading alone, also where the checkout’s index is locked', async () => {
    const { checkout, repository } = await begin((c) => makeRepository(c, { ...SAMPLE, 'src/a.ts': 'a' }));
    writeFiles(checkout, { '.git/index.lock': '' });
    expect(await checkoutFiles(checkout, repository)).toContain('src/a.ts');
  });
});

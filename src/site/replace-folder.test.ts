import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testFolder } from '../../tests/fixtures/folder.ts';
import { writeFiles } from '../../tests/fixtures/git.ts';
import { filesBelow } from '../../tests/fixtures/release.ts';
import { replaceFolder } from './replace-folder.ts';

it('puts a folder’s files in the place of another’s, and leaves its .git', async () => {
  const folder = await testFolder();
  writeFiles(folder, { 'made/index.html': '新', 'made/news/a/index.html': '新', 'dist/index.html': '旧', 'dist/gone/index.html': '旧', 'dist/.git/HEAD': 'ref' });
  await replaceFolder(join(folder, 'made'), join(folder, 'dist'));
  expect([...filesBelow(join(folder, 'dist')).keys()].sort()).toEqual(['.git/HEAD', 'index.html', 'news/a/index.html']);
  expect(readFileSync(join(folder, 'dist/index.html'), 'utf8')).toBe('新');
});

it('makes the folder where there is none', async () => {
  const folder = await testFolder();
  writeFiles(folder, { 'made/index.html': '新' });
  await replaceFolder(join(folder, 'made'), join(folder, 'deep/dist'));
  expect([...filesBelow(join(folder, 'deep/dist')).keys()]).toEqual(['index.html']);
});

import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testFolder } from '../../../tests/fixtures/folder.ts';
import { createRepository, withoutPassword } from './repository.ts';

it.each([
  ['https://editor:geheim@git.example/site.git', 'https://***@git.example/site.git'],
  ['Command failed: git fetch https://geheim@git.example:8443/a.git +HEAD', 'Command failed: git fetch https://***@git.example:8443/a.git +HEAD'],
  ['https://editor:ge@heim@git.example/a@b.git', 'https://***@git.example/a@b.git'],
  ['ssh://git@git.example/site.git', 'ssh://git@git.example/site.git'],
  ['/srv/a@b/site.git', '/srv/a@b/site.git'],
])('an address is told without its password: %s', (address, told) => {
  expect(withoutPassword(address)).toBe(told);
});

it('a content repository that cannot be read is told to the operator, the password in its address is not', async () => {
  const told = await createRepository(join(await testFolder(), 'site.git'), 'https://editor:geheim@127.0.0.1:1/site.git', 0).then(() => '', String);
  expect(told).toMatch(/cannot read the content repository https:\/\/\*\*\*@127\.0\.0\.1:1\/site\.git/);
  expect(told).not.toContain('geheim');
});

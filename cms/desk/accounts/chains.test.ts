import { describe, expect, it } from 'vitest';
import { CHIEF, PASSWORD, refusal, testAccounts } from '../../../tests/fixtures/accounts.ts';
import { collectionNames } from '../../../src/model/collections.ts';
import type { Role } from '../../protocol/roles.ts';
import { Accounts } from './accounts.ts';
import { shortage } from './chains.ts';
import { openDatabase } from './database.ts';
import type { User } from './users.ts';

const people = (...roles: (Role[] | { roles: Role[]; collections?: string[]; state?: User['state'] })[]): User[] => roles.map((one, id) => {
  const { roles: given, collections, state } = Array.isArray(one) ? { roles: one } as { roles: Role[]; collections?: string[]; state?: User['state'] } : one;
  return { id, username: `p${id}`, name: `示例${id}`, mail: null, createdAt: 0, roles: given, collections: collections ?? null, state: state ?? 'active' };
});

describe('a collection’s chain', () => {
  it('is none by itself, as set once two people are active, and none again while one is', async () => {
    const { accounts, administration, join } = await testAccounts();
    expect(accounts.chain('news')).toEqual([]);
    administration.setChains(CHIEF, { news: 3, notices: 1, policies: 2 });
    expect([accounts.alone, accounts.chain('news')]).toEqual([true, []]);
    const { id } = { id: await join('second', ['final']) };
    expect(['news', 'notices', 'policies', 'pages', 'settings', 'nonsense'].map((name) => accounts.chain(name)))
      .toEqual([['first', 'second', 'final'], ['final'], ['first', 'final'], [], [], []]);
    administration.setState(CHIEF, id, 'disabled');
    expect(accounts.chain('news')).toEqual([]);
    // Whoever is invited cannot sign yet.
    administration.invite(CHIEF, { name: '示例', username: 'third', roles: ['first'], collections: null, mail: null });
    expect([accounts.alone, administration.tell().alone]).toEqual([true, true]);
  });

  it('is asked at set-up for all collections', async () => {
    const { folder } = await testAccounts();
    const database = openDatabase(`${folder}/other.sqlite`);
    const accounts = new Accounts(database, () => 0);
    await accounts.setUp({ token: accounts.renewSetupToken()!, name: '示例', username: 'editor', password: PASSWORD, chain: 2 });
    expect(accounts.chains.all()).toEqual(Object.fromEntries(collectionNames.map((name) => [name, 2])));
    database.close();
  });

  it('is refused for a collection that is not there', async () => {
    const { administration } = await testAccounts();
    expect(await refusal(() => administration.setChains(CHIEF, { settings: 1 }))).toMatch(/^bad-request/);
  });
});

describe('too few people for a chain', () => {
  it.each([
    ['nobody to sign', 1, people(['writer'])],
    ['the writer alone could sign', 1, people(['writer', 'final'])],
    ['two stages and one person beside the writer', 2, people(['writer'], ['first', 'final'])],
    ['three stages, two signers', 3, people(['writer'], ['first', 'second', 'final'], ['first', 'second', 'final'])],
    ['a stage that nobody has', 3, people(['writer'], ['first'], ['first'], ['final'])],
    ['somebody who is for another collection', 1, people(['writer'], { roles: ['final'], collections: ['notices'] })],
    ['somebody who is disabled, and somebody who is invited', 1, people(['writer'], { roles: ['final'], state: 'disabled' }, { roles: ['final'], state: 'invited' })],
    ['administrators, who neither write nor sign', 1, people(['administrator'], ['administrator'])],
  ] as const)('%s', (_why, length, there) => {
    expect(shortage('news', length, there)).toMatch(/要由.*来签.*现在有权的/);
  });

  it.each([
    [0, people(['administrator'])], [1, people(['writer'], ['final'])], [1, people(['final'], ['final'])], [2, people(['writer'], ['first'], ['final'])],
    // Whoever is everything leaves the stage that somebody else cannot have.
    [3, people(['writer', 'first', 'second', 'final'], ['first', 'second', 'final'], ['first'], ['first', 'second'])],
  ] as const)('is none: %d', (length, there) => {
    expect(shortage('news', length, there)).toBeUndefined();
  });

  it('is said with how many there are, on the page about people', async () => {
    const { administration, join } = await testAccounts();
    await join('writer1');
    administration.setChains(CHIEF, { news: 3, notices: 3, policies: 1 });
    expect(administration.tell().shortages).toEqual([{
      collections: ['news', 'notices'],
      sentence: '“改革动态”“公示公告”的稿子走不完审签：初审、复审、终审要由不同的人来签，撰稿人自己不能签。现在有权的：初审 1 人、复审 1 人、终审 1 人。请给更多人角色，或者减少审级',
    }]);
  });
});

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testFolder } from '../../../tests/fixtures/folder.ts';
import { Refused } from '../workflow/refused.ts';
import { Accounts } from './accounts.ts';
import { ROLES } from '../../protocol/roles.ts';
import { openDatabase } from './database.ts';
import { hashPassword, passwordMatches } from './password.ts';

const PASSWORD = '示例口令-高原的风很大';
const HERE = { address: '127.0.0.1', agent: '' };
const ELSEWHERE = { address: '203.0.113.9', agent: '' };

async function accounts() {
  const file = join(await testFolder(), 'desk.sqlite');
  const database = openDatabase(file);
  onTestFinished(() => database.close());
  const clock = { now: Date.parse('2026-11-20T09:00:00+08:00') };
  return { file, database, clock, accounts: new Accounts(database, () => clock.now) };
}
const withFirst = async () => {
  const made = await accounts();
  const token = made.accounts.renewSetupToken()!;
  const { secret } = await made.accounts.setUp({ token, name: '示例编辑', username: 'editor', password: PASSWORD });
  return { ...made, token, secret };
};
const code = (promise: Promise<unknown>) => promise.then(() => 'allowed', (error: Refused) => error.refusal.code);

describe('the first account', () => {
  it('is made with the printed link alone, and only once', async () => {
    const { accounts: a, token, secret } = await withFirst();
    expect(a.who(secret)).toMatchObject({ name: '示例编辑', username: 'editor', roles: ROLES, collections: null });
    expect(await code(a.setUp({ token, name: '另一个', username: 'other', password: PASSWORD }))).toBe('forbidden');
    expect(a.renewSetupToken()).toBeUndefined();
  });

  it('is made once when two people use the link at the same instant', async () => {
    const { accounts: a } = await accounts();
    const token = a.renewSetupToken()!;
    const outcomes = await Promise.all(['one', 'two', 'three'].map((username) => code(a.setUp({ token, name: '示例', username, password: PASSWORD }))));
    expect(outcomes.sort()).toEqual(['allowed', 'forbidden', 'forbidden']);
  });

  it('a link that was printed earlier, or guessed, is void', async () => {
    const { accounts: a } = await accounts();
    const old = a.renewSetupToken()!;
    a.renewSetupToken();
    for (const token of [old, 'guess', '']) expect(await code(a.setUp({ token, name: '示例', username: 'x1', password: PASSWORD }))).toBe('forbidden');
  });
});

describe('passwords', () => {
  it('are argon2id, salted, and compared whole', async () => {
    const [one, two] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await passwordMatches(PASSWORD, one)).toBe(true);
    expect(await passwordMatches(`${PASSWORD} `, one)).toBe(false);
    expect(await passwordMatches('', 'not a hash')).toBe(false);
  });

  it('match however an input method composed the letters', async () => {
    expect(await passwordMatches('ｐａｓｓｗｏｒｄ１２', await hashPassword('password12'))).toBe(true);
  });
});

describe('sessions', () => {
  it('neither a secret nor a password stands in the database, which is its owner’s alone', async () => {
    const { database, secret, file } = await withFirst();
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    const { readFileSync } = await import('node:fs');
    const bytes = readFileSync(file);
    expect(bytes.includes(secret)).toBe(false);
    expect(bytes.includes(PASSWORD)).toBe(false);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('end when signed out, idle for 12 hours, or after 7 days', async () => {
    const { accounts: a, clock, secret } = await withFirst();
    const signIn = async () => ((await a.signIn({ username: 'editor', password: PASSWORD }, HERE)) as { secret: string }).secret;
    const other = await signIn();
    a.signOut(secret);
    expect(a.who(secret)).toBeUndefined();
    expect(a.who(other)).toBeDefined();
    for (let hour = 0; hour < 7 * 24; hour += 11) {
      expect(a.who(other)).toBeDefined();
      clock.now += 11 * 3_600_000;
    }
    expect(a.who(other)).toBeUndefined();
    const third = await signIn();
    clock.now += 12 * 3_600_000 + 1;
    expect(a.who(third)).toBeUndefined();
    expect(a.who('x')).toBeUndefined();
    expect(a.who(undefined)).toBeUndefined();
  });
});

describe('throttling', () => {
  const wrong = (a: Accounts, username = 'editor', from = HERE) => code(a.signIn({ username, password: '错的口令' }, from));

  it('slows guesses after the fifth, for a minute at the most, and says how long', async () => {
    const { accounts: a, clock } = await withFirst();
    for (let i = 0; i < 5; i++) expect(await wrong(a)).toBe('signed-out');
    expect(await wrong(a)).toBe('throttled');
    await expect(a.signIn({ username: 'editor', password: PASSWORD }, HERE)).rejects.toThrow('请 1 秒后再试');
    clock.now += 61_000;
    expect(await code(a.signIn({ username: 'editor', password: PASSWORD }, HERE))).toBe('allowed');
  });

  it('guesses sent at once are counted at once', async () => {
    const { accounts: a } = await withFirst();
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => wrong(a)));
    expect(outcomes.filter((outcome) => outcome === 'signed-out')).toHaveLength(5);
  });

  it('a stranger’s guesses do not lock a colleague out', async () => {
    const { accounts: a } = await withFirst();
    for (let i = 0; i < 8; i++) await wrong(a, 'editor', ELSEWHERE);
    expect(await wrong(a, 'editor', ELSEWHERE)).toBe('throttled');
    expect(await code(a.signIn({ username: 'editor', password: PASSWORD }, HERE))).toBe('allowed');
  });

  it('guesses from a thousand addresses are slowed together, and not whoever signs in from where they did before', async () => {
    const { accounts: a } = await withFirst();
    const right = (address: string) => code(a.signIn({ username: 'editor', password: PASSWORD }, { address, agent: '' }));
    expect(await right(HERE.address)).toBe('allowed');
    const outcomes: string[] = [];
    for (let i = 0; i < 32; i++) outcomes.push(await wrong(a, 'editor', { address: `203.0.113.${i}`, agent: '' }));
    expect(outcomes.indexOf('throttled')).toBe(30);
    expect([await right('198.51.100.7'), await right(HERE.address), await wrong(a, 'other', { address: '198.51.100.7', agent: '' })]).toEqual(['throttled', 'allowed', 'signed-out']);
  });

  it('a line of IPv6 is one address', async () => {
    const { accounts: a } = await withFirst();
    const outcomes: string[] = [];
    for (let i = 0; i < 7; i++) outcomes.push(await wrong(a, 'editor', { address: `2001:db8:1:2::${i}`, agent: '' }));
    expect(outcomes.indexOf('throttled')).toBe(5);
  });

  it('what was typed as a user name is not kept', async () => {
    const { accounts: a, database } = await withFirst();
    await wrong(a, PASSWORD);
    expect(JSON.stringify(['failures', 'sign_ins'].map((table) => database.prepare(`SELECT * FROM ${table}`).all()))).not.toContain(PASSWORD);
  });

  it('an office that signs in all day from one address is never slowed', async () => {
    const { accounts: a } = await withFirst();
    for (let i = 0; i < 30; i++) expect(await code(a.signIn({ username: 'editor', password: PASSWORD }, HERE))).toBe('allowed');
  });

  it('many names from one address are slowed too', async () => {
    const { accounts: a } = await withFirst();
    const outcomes: string[] = [];
    for (let i = 0; i < 22; i++) outcomes.push(await wrong(a, `name${i}`, ELSEWHERE));
    expect(outcomes.indexOf('throttled')).toBe(20);
  });
});

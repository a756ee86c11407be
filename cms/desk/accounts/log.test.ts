import { describe, expect, it } from 'vitest';
import { testAccounts } from '../../../tests/fixtures/accounts.ts';
import { toCsv } from './csv.ts';

describe('a table for a spreadsheet', () => {
  it('is UTF-8 with its mark, quoted, in lines that end as RFC 4180 says', () => {
    expect(toCsv([['时间', '说 "什么"'], ['a,b', '两\n行']])).toBe('\ufeff"时间","说 ""什么"""\r\n"a,b","两\n行"\r\n');
  });

  it.each(['=1+1', '+86', '-2', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '=HYPERLINK("http://x.invalid")'])('has no formula in it: %j', (text) => {
    expect(toCsv([[text]])).toBe(`\ufeff"'${text.replaceAll('"', '""')}"\r\n`);
  });

  it('leaves addresses, days and names as they are', () => {
    for (const text of ['203.0.113.9', '2001:db8::1', '2026-11-25', 'writer-1', '示例']) expect(toCsv([[text]])).toBe(`\ufeff"${text}"\r\n`);
  });
});

describe('the logs', () => {
  it('are read in pages, the newest first', async () => {
    const { accounts } = await testAccounts();
    for (let i = 0; i < 150; i++) accounts.log.act({ username: 'chief', address: '' }, '做了一件事', `${i}`);
    const first = accounts.log.page('acts');
    expect([first.lines.length, first.lines[0]?.subject, first.more]).toEqual([100, '149', true]);
    const second = accounts.log.page('acts', first.lines.at(-1)!.id);
    expect([second.lines.length, second.lines[0]?.subject, second.lines.at(-1)?.act, second.more]).toEqual([51, '49', '建立第一个账号', false]);
  });

  it('are exported whole, the oldest first, in Beijing’s time, whatever a user name is', async () => {
    const { accounts, clock } = await testAccounts();
    clock.now += 60_000;
    accounts.log.act({ username: '=cmd', address: '203.0.113.9' }, 'change', 'writer1', '角色：撰稿 → 初审');
    expect(accounts.log.csv('acts')).toBe(
      '\ufeff"时间（北京）","用户名","地址","做了什么","对谁","说明"\r\n"2026-11-25 09:00:00","chief","127.0.0.1","建立第一个账号","示例管理员",""\r\n"2026-11-25 09:01:00","\'=cmd","203.0.113.9","修改用户","writer1","角色：撰稿 → 初审"\r\n');
    expect(accounts.log.csv('sign-ins')).toBe('\ufeff"时间（北京）","用户名","地址","结果"\r\n');
  });
});

import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testFolder } from '../../../tests/fixtures/folder.ts';
import { addPerson } from '../../../tests/fixtures/hearers.ts';
import { Accounts } from '../accounts/accounts.ts';
import { openDatabase } from '../accounts/database.ts';
import { DESK } from '../store/commit.ts';
import type { Notice } from '../workflow/notice.ts';
import { hearersOf } from './hearers.ts';
import { Notices } from './notices.ts';
import { Outbox } from './outbox.ts';
import { sentenceTo, sentenceToGroup } from './sentence.ts';

const AT = Date.parse('2026-11-20T09:30:00+08:00');
const ZHANG = { name: '示例张三', username: 'zhang' };
const KEY = { collection: 'news', id: '2026-11-20-0930' };
const notice = (more: Partial<Notice>): Notice => ({ kind: 'waits', key: KEY, title: '示例标题', by: ZHANG, at: AT, to: { stage: 'first' }, ...more });

/** Everyone who is active at an instant, as the desk knows them. */
const peopleAt = (database: DatabaseSync, now: number) => new Accounts(database, () => now).people();

async function desk(set = { mail: false, webhook: false }) {
  const database = openDatabase(join(await testFolder(), 'desk.sqlite'));
  onTestFinished(() => database.close());
  addPerson(database, 'zhang', '示例张三', ['writer', 'first'], { mail: 'zhang@example.invalid' });
  addPerson(database, 'li', '示例李四', ['first'], { mail: 'li@example.invalid' });
  addPerson(database, 'wang', '示例王五', ['first', 'second'], { collections: ['policies'] });
  addPerson(database, 'zhao', '示例赵六', ['first', 'second'], { collections: ['news'], mail: 'zhao@example.invalid' });
  addPerson(database, 'sun', '示例孙七', ['first'], { state: 'disabled' });
  addPerson(database, 'qian', '示例钱八', ['final', 'administrator']);
  const outbox = new Outbox(database);
  const said: string[] = [];
  let woken = 0;
  const notices = new Notices({ database, outbox, people: () => peopleAt(database, AT), channels: () => set, wake: () => woken++, log: (line) => said.push(line) });
  const hear = (username: string) => notices.of(username).notices.map(({ sentence }) => sentence);
  return { database, outbox, notices, hear, said, woken: () => woken };
}

describe('who hears', () => {
  it('of a stage: the active people with that role whose collections allow it, never whoever did it', async () => {
    const { database } = await desk();
    const hear = (more: Partial<Notice>) => hearersOf(notice(more), peopleAt(database, AT)).map(({ username }) => username);
    expect(hear({})).toEqual(['li', 'zhao']);
    expect(hear({ key: { ...KEY, collection: 'policies' }, by: { name: '示例王五', username: 'wang' } })).toEqual(['zhang', 'li']);
    expect(hear({ to: { stage: 'second' } })).toEqual(['zhao']);
    // What every page shows is changed by administrators alone.
    expect(hear({ key: { collection: 'settings', id: 'site' }, to: { stage: 'final' } })).toEqual(['qian']);
    expect(hear({ key: { collection: 'settings', id: 'site' } })).toEqual([]);
  });

  it('by name: those who are named and active, never whoever did it', async () => {
    const { database } = await desk();
    expect(hearersOf(notice({ to: { usernames: ['zhang', 'wang', 'sun', 'nobody'] } }), peopleAt(database, AT)).map(({ username }) => username)).toEqual(['wang']);
  });

  it('whoever stands in for one of a stage today hears of it too', async () => {
    const { database } = await desk();
    const add = database.prepare('INSERT INTO deputies (user_id, deputy_id, from_day, until_day) VALUES ((SELECT id FROM users WHERE username = ?), (SELECT id FROM users WHERE username = ?), ?, ?)');
    add.run('li', 'qian', '2026-11-20', '2026-11-20');
    // One who is gone gives nobody a right, and yesterday's is over.
    add.run('sun', 'wang', '2026-11-01', '2026-12-01');
    add.run('li', 'wang', '2026-11-01', '2026-11-19');
    const hear = (now: number) => hearersOf(notice({ by: DESK }), peopleAt(database, now)).map(({ username }) => username);
    expect(hear(AT)).toEqual(['zhang', 'li', 'zhao', 'qian']);
    expect(hear(AT + 24 * 3_600_000)).toEqual(['zhang', 'li', 'zhao']);
  });

  it('not those who may not sign this text: they wrote it, or signed before', async () => {
    const { database } = await desk();
    expect(hearersOf(notice({ except: ['li'] }), peopleAt(database, AT)).map(({ username }) => username)).toEqual(['zhao']);
  });
});

describe('what is said', () => {
  const named = { usernames: ['li'] };
  it.each([
    [notice({}), '示例张三交来“示例标题”，等您初审', '示例张三交来“示例标题”，等示例李四初审'],
    [notice({ kind: 'sent-back', to: named, reason: '数字\n和文件不一致' }), '示例张三退回了“示例标题”，请您修改后再送审，理由：数字 和文件不一致', '示例张三退回了“示例标题”，请示例李四修改后再送审'],
    [notice({ kind: 'voided', to: named }), '示例张三改动了“示例标题”，您签过的审签随之作废', '示例张三改动了“示例标题”，示例李四签过的审签随之作废'],
    [notice({ kind: 'ready', to: named }), '“示例标题”各审都签过了，可以发布', '“示例标题”各审都签过了，可以发布'],
    [notice({ kind: 'published', to: named }), '示例张三发布了“示例标题”', '示例张三发布了“示例标题”'],
    [notice({ kind: 'published', to: named, by: DESK }), '“示例标题”到了时间，已经发布', '“示例标题”到了时间，已经发布'],
    [notice({ kind: 'scheduled', to: named }), '示例张三给“示例标题”排好了发布时间', '示例张三给“示例标题”排好了发布时间'],
    [notice({ kind: 'unscheduled', to: named, by: DESK }), '“示例标题”的定时发布取消了', '“示例标题”的定时发布取消了'],
    [notice({ kind: 'urgent', to: named, reason: '大雪封路' }), '示例张三紧急发布了“示例标题”，还要补签，理由：大雪封路', '示例张三紧急发布了“示例标题”，还要补签，理由：大雪封路'],
    [notice({ kind: 'withdrawn', to: named, reason: '名单有误' }), '示例张三对“示例标题”作了撤稿，理由：名单有误', '示例张三对“示例标题”作了撤稿，理由：名单有误'],
    [notice({ kind: 'failed', to: named, by: DESK, reason: '栏目没有了' }), '“示例标题”没有能发布，理由：栏目没有了', '“示例标题”没有能发布，理由：栏目没有了'],
  ])('%#', (given, toOne, toGroup) => {
    expect([sentenceTo(given), sentenceToGroup(given, [{ name: '示例李四', username: 'li' }])]).toEqual([toOne, toGroup]);
  });

  it('is one line of a bearable length, whatever was typed', () => {
    const sentence = sentenceTo(notice({ kind: 'withdrawn', title: `长${'题'.repeat(300)}\u202e`, reason: '因'.repeat(5000) }));
    expect(sentence).toMatch(/^示例张三对“长题{79}…”作了撤稿，理由：因{200}…$/);
    expect(sentenceTo(notice({ title: 'a\r\nb\u2028c\u0000d' }))).toBe('示例张三交来“a b c d”，等您初审');
  });

  it('names five people to a group at the most, and says where there is none', () => {
    const people = Array.from({ length: 7 }, (_, i) => ({ name: `示例${i}`, username: `u${i}` }));
    expect(sentenceToGroup(notice({}), people)).toBe('示例张三交来“示例标题”，等示例0、示例1、示例2、示例3、示例4等 7 人初审');
    expect(sentenceToGroup(notice({}), [])).toBe('示例张三交来“示例标题”，还没有能初审的人');
  });
});

describe('the bell', () => {
  it('tells each who is to hear what happened, to which entry and when, the newest first', async () => {
    const { notices, hear } = await desk();
    notices.take(notice({}));
    notices.take(notice({ kind: 'voided', to: { usernames: ['li'] }, at: AT + 60_000 }));
    expect(notices.of('li')).toEqual({
      unread: 2,
      notices: [
        { id: 3, at: '2026-11-20T01:31:00.000Z', sentence: '示例张三改动了“示例标题”，您签过的审签随之作废', link: '/admin/#/collections/news/entries/2026/2026-11-20-0930', read: false },
        { id: 1, at: '2026-11-20T01:30:00.000Z', sentence: '示例张三交来“示例标题”，等您初审', link: '/admin/#/collections/news/entries/2026/2026-11-20-0930', read: false },
      ],
    });
    expect([hear('zhao').length, hear('zhang'), hear('nobody')]).toEqual([1, [], []]);
  });

  it('is read one by one or as far as it was shown, by its owner alone', async () => {
    const { notices } = await desk();
    for (let i = 0; i < 3; i++) notices.take(notice({}));
    const [third, second, first] = notices.of('li').notices.map(({ id }) => id);
    notices.markRead('zhao', { id: second! }, AT);
    expect(notices.of('li').unread).toBe(3);
    notices.markRead('li', { id: second! }, AT);
    expect(notices.of('li').notices.map(({ read }) => read)).toEqual([false, true, false]);
    notices.take(notice({}));
    notices.markRead('li', { upTo: third! }, AT);
    expect(notices.of('li').notices.map(({ id, read }) => [id > third!, read])).toEqual([[true, false], [false, true], [false, true], [false, true]]);
    expect([notices.of('li').unread, notices.of('zhao').unread, first]).toEqual([1, 4, expect.any(Number)]);
  });

  it('lists fifty, counts all, and forgets after half a year', async () => {
    const { notices, database } = await desk();
    for (let i = 0; i < 60; i++) notices.take(notice({}));
    expect([notices.of('li').notices.length, notices.of('li').unread]).toEqual([50, 60]);
    notices.take(notice({ at: AT + 181 * 86_400_000 }));
    expect([notices.of('li').unread, database.prepare('SELECT count(*) AS n FROM notices').get()]).toEqual([1, { n: 2 }]);
  });

  it('never throws, and keeps all of a notice or nothing', async () => {
    const { notices, database, said, hear } = await desk({ mail: true, webhook: true });
    database.exec('ALTER TABLE outbox RENAME TO away');
    notices.take(notice({}));
    expect([hear('li'), said]).toEqual([[], [expect.stringContaining('a notice of waits for news/2026-11-20-0930 was not kept: ')]]);
  });
});

describe('the outbox', () => {
  it('gets a mail for each who has an address, and one message for the group', async () => {
    const { notices, outbox, woken } = await desk({ mail: true, webhook: true });
    notices.take(notice({}));
    expect(outbox.due('mail', AT, 10).map(({ target, message }) => [target, message.sentence])).toEqual([
      ['li@example.invalid', '示例张三交来“示例标题”，等您初审'], ['zhao@example.invalid', '示例张三交来“示例标题”，等您初审'],
    ]);
    expect(outbox.due('webhook', AT, 10)).toMatchObject([{ target: '', message: { sentence: '示例张三交来“示例标题”，等示例李四、示例赵六初审', key: KEY, at: AT } }]);
    expect(woken()).toBe(1);
  });

  it('gets nothing where no way out is set, or nobody is to hear', async () => {
    const off = await desk();
    off.notices.take(notice({}));
    expect([off.outbox.nextAt(), off.woken(), off.hear('li').length]).toEqual([undefined, 0, 1]);
    const on = await desk({ mail: true, webhook: true });
    on.notices.take(notice({ kind: 'published', to: { usernames: ['zhang'] } }));
    expect([on.outbox.nextAt(), on.woken()]).toEqual([undefined, 0]);
    // A stage that nobody can sign: the group is told.
    on.notices.take(notice({ key: { collection: 'settings', id: 'site' } }));
    expect(on.outbox.due('webhook', AT, 10).map(({ message }) => message.sentence)).toEqual(['示例张三交来“示例标题”，还没有能初审的人']);
  });
});

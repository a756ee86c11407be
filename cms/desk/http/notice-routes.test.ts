import { join } from 'node:path';
import { Hono } from 'hono';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testFolder } from '../../../tests/fixtures/folder.ts';
import { addPerson } from '../../../tests/fixtures/hearers.ts';
import { startRobot } from '../../../tests/fixtures/robot-server.ts';
import { startSmtp } from '../../../tests/fixtures/smtp-server.ts';
import { Bell, Notifying, type TestMessage } from '../../protocol/notices.ts';
import { api } from '../../protocol/paths.ts';
import { Accounts } from '../accounts/accounts.ts';
import { openDatabase } from '../accounts/database.ts';
import { hashSecret } from '../accounts/secret.ts';
import { openNotices } from '../notices/open-notices.ts';
import type { Notice } from '../workflow/notice.ts';
import { answerError } from './answer.ts';
import type { Environment } from './context.ts';
import { Routes, signedIn } from './guard.ts';
import { noticeRoutes } from './notice-routes.ts';

const AT = Date.parse('2026-11-20T09:30:00+08:00');
const NOTICE: Notice = { kind: 'waits', key: { collection: 'news', id: '2026-11-20-0930' }, title: '示例标题', by: { name: '示例李四', username: 'li' }, at: AT, to: { stage: 'first' } };
const outside = { trustedProxy: false };

/** The routes over a real database and real ways out; `chief` is administrator, `zhao` reviews, `li` writes. */
async function room() {
  const database = openDatabase(join(await testFolder(), 'desk.sqlite'));
  onTestFinished(() => database.close());
  const clock = { now: AT };
  const now = () => clock.now;
  const log: string[] = [];
  const accounts = new Accounts(database, now);
  const told = openNotices({ accounts, store: { file: async () => null }, now, log: (line) => log.push(line) });
  onTestFinished(() => told.delivery.close());
  const app = new Hono<Environment>();
  app.onError((error, c) => answerError(error, c, (line) => log.push(line)));
  app.use('*', signedIn(accounts, outside));
  Routes.mount(app, noticeRoutes({ ...told, log: accounts.log, outside, now }));

  const everything: string[] = [];
  for (const [username, name, roles] of [['chief', '示例管理员', ['administrator']], ['zhao', '示例赵六', ['first']], ['li', '示例李四', ['writer']]] as const) {
    const id = addPerson(database, username, name, roles, username === 'zhao' ? { mail: 'zhao@example.invalid' } : {});
    database.prepare('INSERT INTO sessions (id_hash, user_id, created_at, seen_at) VALUES (?, ?, ?, ?)').run(hashSecret(username), id, AT, AT);
  }
  const as = async (who: string | undefined, method: string, path: string, body?: unknown) => {
    const response = await app.request(path, { method, headers: { 'content-type': 'application/json', ...(who ? { cookie: `yunduan=${who}` } : {}) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    everything.push(text);
    return { status: response.status, body: JSON.parse(text) as Record<string, unknown> };
  };
  return { ...told, database, clock, log, as, everything };
}
const robot = async (...answer: Parameters<typeof startRobot>) => {
  const server = await startRobot(...answer);
  onTestFinished(() => server.close());
  return server;
};
const smtp = async (...options: Parameters<typeof startSmtp>) => {
  const server = await startSmtp(...options);
  onTestFinished(() => server.close());
  return server;
};
const MANAGED: [string, string, unknown?][] = [
  ['GET', api.notifying], ['PUT', api.notifyingWebhook, { webhook: null }], ['PUT', api.notifyingMail, { mail: null }], ['POST', api.notifyingTest, { channel: 'webhook' }], ['POST', api.undelivered, { act: 'again' }],
];

describe('who may', () => {
  it('nobody who is not signed in', async () => {
    const { as } = await room();
    for (const [method, path, body] of [['GET', api.notices], ['POST', api.noticesRead, { id: 1 }], ...MANAGED] as typeof MANAGED) expect((await as(undefined, method, path, body)).status).toBe(401);
  });

  it('the ways out are for administrators alone', async () => {
    const { as } = await room();
    for (const [method, path, body] of MANAGED) expect(await as('zhao', method, path, body)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    for (const [method, path, body] of MANAGED) expect((await as('chief', method, path, body)).status).not.toBe(403);
  });
});

describe('the bell', () => {
  it('tells everybody their own, and lets them mark it', async () => {
    const { as, notices } = await room();
    notices.take(NOTICE);
    const { body } = await as('zhao', 'GET', api.notices);
    expect(Bell.parse(body)).toMatchObject({ unread: 1, notices: [{ sentence: '示例李四交来“示例标题”，等您初审', read: false }], delivery: null });
    const { id } = Bell.parse(body).notices[0]!;
    expect((await as('li', 'POST', api.noticesRead, { id })).body).toMatchObject({ unread: 0, notices: [] });
    expect((await as('zhao', 'GET', api.notices)).body).toMatchObject({ unread: 1 });
    expect((await as('zhao', 'POST', api.noticesRead, { upTo: id })).body).toMatchObject({ unread: 0, notices: [{ read: true }] });
  });

  it.each([{}, { id: 0 }, { id: '1' }, { upTo: -1 }, [], null, { id: 1e308 }])('refuses %j', async (body) => {
    const { as } = await room();
    expect((await as('zhao', 'POST', api.noticesRead, body)).status).toBe(400);
  });
});

describe('the ways out', () => {
  it('a notice reaches the group and the mailbox; what is secret comes back to no browser and into no log', async () => {
    const { as, notices, delivery, log, everything, database } = await room();
    const [group, post] = [await robot(), await smtp({ user: { name: 'desk', password: 'EXAMPLE-PASSWORD' } })];
    const webhook = { format: 'dingtalk', address: `${group.address}/robot/send?access_token=EXAMPLE-TOKEN`, secret: 'SEC-EXAMPLE' };
    const mail = { host: '127.0.0.1', port: post.port, security: 'none', username: 'desk', password: 'EXAMPLE-PASSWORD', from: 'desk@example.invalid' };
    expect((await as('chief', 'PUT', api.notifyingWebhook, { webhook })).status).toBe(200);
    const { body } = await as('chief', 'PUT', api.notifyingMail, { mail });
    expect(Notifying.parse(body)).toMatchObject({ webhook: { format: 'dingtalk', signed: true }, mail: { host: '127.0.0.1', password: true }, ownMail: null, delivery: { again: 0, undelivered: 0 } });
    notices.take(NOTICE);
    await expect.poll(() => [group.calls.length, post.mails.length], { timeout: 15_000 }).toEqual([1, 1]);
    await delivery.round();
    expect([group.calls[0]!.body, post.mails[0]!.to]).toEqual([{ msgtype: 'text', text: { content: '云端编务台：示例李四交来“示例标题”，等示例赵六初审' } }, 'zhao@example.invalid']);
    for (const test of [{ channel: 'webhook' }, { channel: 'mail', to: 'chief@example.invalid' }] satisfies TestMessage[]) expect((await as('chief', 'POST', api.notifyingTest, test)).body).toEqual({ failure: null });
    expect([group.calls.length, post.mails.at(-1)!.to]).toEqual([2, 'chief@example.invalid']);
    await as('chief', 'GET', api.notifying);
    const acts = database.prepare('SELECT username, act, subject, detail FROM acts').all().map((row) => Object.values(row).join(' '));
    expect(acts).toEqual(['chief 设置通知 群消息：钉钉 ', 'chief 设置通知 邮件：127.0.0.1 ']);
    expect([...everything, ...log, ...acts].filter((text) => /EXAMPLE|access_token/.test(text))).toEqual([]);
  });

  it('what does not go is told to the administrator with the cause, in the bell and in the settings, and holds nothing up', async () => {
    const { as, notices, delivery, clock, log, outbox, everything, database } = await room();
    let down = true;
    const group = await robot(() => ({ body: down ? '{"errcode":310000,"errmsg":"keywords not in content, EXAMPLE-TOKEN"}' : '{"errcode":0}' }));
    await as('chief', 'PUT', api.notifyingWebhook, { webhook: { format: 'dingtalk', address: `${group.address}/robot/send?access_token=EXAMPLE-TOKEN` } });
    const before = performance.now();
    notices.take(NOTICE);
    // Whoever tells it does not wait for it.
    expect([group.calls.length, performance.now() - before < 1000]).toEqual([0, true]);
    await expect.poll(() => outbox.trouble().again, { timeout: 15_000 }).toBe(1);
    const cause = '钉钉没有收下：机器人的安全设置不放行：加签的密钥不对，或关键词里没有“编务台”，或 IP 不在它的名单里（310000 keywords not in content, （已隐去））';
    expect((await as('chief', 'GET', api.notices)).body).toMatchObject({ delivery: { again: 1, undelivered: 0, cause } });
    expect((await as('chief', 'POST', api.notifyingTest, { channel: 'webhook' })).body).toEqual({ failure: cause });
    for (let next = outbox.nextAt(); next !== undefined; next = outbox.nextAt()) {
      clock.now = next;
      await delivery.round();
    }
    // A day has passed: whoever is signed in has done so since.
    database.prepare('UPDATE sessions SET created_at = ?1, seen_at = ?1').run(clock.now);
    expect((await as('chief', 'GET', api.notifying)).body).toMatchObject({ delivery: { again: 0, undelivered: 1, cause }, undelivered: [{ channel: 'webhook', tries: 10, error: cause }] });
    expect((await as('zhao', 'GET', api.notices)).body).toMatchObject({ delivery: null });
    down = false;
    await as('chief', 'POST', api.undelivered, { act: 'again' });
    await expect.poll(() => outbox.trouble(), { timeout: 15_000 }).toEqual({ again: 0, undelivered: 0, cause: null });
    expect([...everything, ...log].filter((text) => text.includes('EXAMPLE-TOKEN'))).toEqual([]);
  });

  it('says what is wrong with what is set, and tests nothing that is not', async () => {
    const { as } = await room();
    const put = (webhook: unknown) => as('chief', 'PUT', api.notifyingWebhook, { webhook });
    expect((await put({ format: 'wecom', address: 'http://robot.example.invalid/' })).body['error']).toBe('接收地址须以 https:// 开头；http:// 只能用于本机和内网的 IP 地址');
    expect((await put({ format: 'telegram', address: 'https://robot.example.invalid/' })).body['error']).toBe('请选择发给谁');
    expect((await put({ format: 'wecom', address: 'javascript:alert(1)' })).status).toBe(400);
    expect(await as('chief', 'POST', api.notifyingTest, { channel: 'webhook' })).toMatchObject({ status: 409, body: { error: '还没有设置群消息' } });
    expect(await as('chief', 'POST', api.notifyingTest, { channel: 'mail', to: 'a@example.invalid\r\nBcc: b@example.invalid' })).toMatchObject({ status: 400 });
    expect(await as('chief', 'POST', api.notifyingTest, { channel: 'mail', to: 'a@example.invalid' })).toMatchObject({ status: 409, body: { error: '还没有设置邮件' } });
  });
});

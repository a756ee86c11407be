import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testFolder } from '../../../tests/fixtures/folder.ts';
import { openDatabase } from '../accounts/database.ts';
import { Delivery, type DeliveryParts } from './delivery.ts';
import { NotDelivered } from './not-delivered.ts';
import { MOST_TRIES, Outbox, pauseAfter } from './outbox.ts';
import { NotifyingSettings } from './settings.ts';

const AT = Date.parse('2026-11-20T09:30:00+08:00');
const MINUTE = 60_000;
const KEY = { collection: 'news', id: '2026-11-20-0930' };
const MAIL = { host: 'smtp.example.invalid', port: 465, security: 'tls' as const, username: '', from: 'desk@example.invalid' };

/** An outbox whose messages go where the test says; `down` fails all of a channel. */
async function delivery(more: Partial<DeliveryParts> = {}) {
  const database = openDatabase(join(await testFolder(), 'desk.sqlite'));
  onTestFinished(() => database.close());
  const outbox = new Outbox(database);
  const settings = new NotifyingSettings(database);
  settings.setMail(MAIL);
  settings.setWebhook({ format: 'wecom', address: 'https://robot.example.invalid/send?key=SECRET' });
  const clock = { now: AT };
  const down: { mail?: NotDelivered | undefined; group?: NotDelivered | undefined } = {};
  const sent: string[] = [];
  const log: string[] = [];
  const parts: DeliveryParts = {
    outbox, settings, now: () => clock.now, log: (line) => log.push(line), address: async () => 'https://site.example.invalid',
    send: {
      group: async (_settings, { sentence, link }) => {
        if (down.group) throw down.group;
        sent.push(`group ${sentence} ${link ?? ''}`);
      },
      mail: async (_settings, { to, subject, text }) => {
        if (down.mail && (!down.mail.alone || to.startsWith('bad'))) throw down.mail;
        sent.push(`mail ${to} ${subject}\n${text}`);
      },
    },
    ...more,
  };
  const put = (channel: 'mail' | 'webhook', sentence: string, target = '') => outbox.put(channel, target, { sentence, key: KEY, at: AT }, AT);
  return { database, outbox, settings, clock, down, sent, log, put, parts, desk: new Delivery(parts) };
}

describe('delivery', () => {
  it('sends what is due, with the way to the entry, and keeps nothing of what went', async () => {
    const { desk, put, sent, outbox } = await delivery();
    put('mail', '一', 'li@example.invalid');
    put('webhook', '二');
    await desk.round();
    expect(sent.sort()).toEqual([
      'group 二 https://site.example.invalid/admin/#/collections/news/entries/2026/2026-11-20-0930',
      'mail li@example.invalid 【云端编务台】一\n一。\n2026-11-20 09:30（北京时间）\n\n打开这一条：https://site.example.invalid/admin/#/collections/news/entries/2026/2026-11-20-0930\n\n这封邮件由编务台自动发出，请不要回复。不想再收，请在“我的账号”里去掉邮箱，或告诉管理员。\n',
    ]);
    expect([outbox.nextAt(), outbox.trouble()]).toEqual([undefined, { again: 0, undelivered: 0, cause: null }]);
  });

  it('pauses ever longer after failures, ten times, and then keeps the message with the reason', async () => {
    const { desk, put, down, clock, outbox, log, sent } = await delivery();
    expect(Array.from({ length: 9 }, (_, i) => pauseAfter(i + 1) / MINUTE)).toEqual([1, 3, 9, 27, 81, 243, 360, 360, 360]);
    put('webhook', '一');
    down.group = new NotDelivered('robot.example.invalid 不接受连接');
    for (let tries = 1; tries < MOST_TRIES; tries++) {
      await desk.round();
      expect([outbox.nextAt()! - clock.now, outbox.trouble()]).toEqual([pauseAfter(tries), { again: 1, undelivered: 0, cause: 'robot.example.invalid 不接受连接' }]);
      // Not before its time.
      await desk.round();
      clock.now = outbox.nextAt()!;
    }
    expect(log).toEqual([]);
    await desk.round();
    expect([outbox.nextAt(), log]).toEqual([undefined, ['a message by webhook was given up after its last try: robot.example.invalid 不接受连接']]);
    expect(outbox.givenUp(10)).toEqual([{ id: 1, channel: 'webhook', target: '', sentence: '一', at: '2026-11-20T01:30:00.000Z', tries: 10, error: 'robot.example.invalid 不接受连接' }]);
    expect(outbox.trouble()).toEqual({ again: 0, undelivered: 1, cause: 'robot.example.invalid 不接受连接' });
    // The administrator has put it right.
    down.group = undefined;
    outbox.tryAgain(clock.now);
    await desk.round();
    expect([sent.length, outbox.trouble()]).toEqual([1, { again: 0, undelivered: 0, cause: null }]);
  });

  it('lets the others of a channel that is down wait a minute, without counting a try', async () => {
    const { desk, put, down, clock, outbox, sent } = await delivery();
    for (const sentence of ['一', '二', '三']) put('webhook', sentence);
    put('mail', '四', 'li@example.invalid');
    down.group = new NotDelivered('不通');
    await desk.round();
    // Mails go all the same.
    expect([sent.length, outbox.due('webhook', clock.now, 10)]).toEqual([1, []]);
    down.group = undefined;
    clock.now += MINUTE;
    await desk.round();
    expect(sent.slice(1).map((one) => one.split(' ')[1])).toEqual(['一', '二', '三']);
  });

  it('goes on after a mail whose own fault it is', async () => {
    const { desk, put, down, outbox, sent } = await delivery();
    put('mail', '一', 'bad@example.invalid');
    put('mail', '二', 'li@example.invalid');
    down.mail = new NotDelivered('没有这个信箱', true);
    await desk.round();
    expect([sent.map((one) => one.split(' ')[1]), outbox.trouble()]).toEqual([['li@example.invalid'], { again: 1, undelivered: 0, cause: '没有这个信箱' }]);
  });

  it('sends nothing of a channel that was turned off, and forgets it', async () => {
    const { desk, put, settings, outbox, sent } = await delivery();
    put('webhook', '一');
    settings.setWebhook(null);
    await desk.round();
    expect([sent, outbox.nextAt()]).toEqual([[], undefined]);
  });

  it('sends without a link while the site has no address', async () => {
    const { put, parts, sent } = await delivery({ address: async () => undefined });
    put('webhook', '一');
    await new Delivery(parts).round();
    expect(sent).toEqual(['group 一 ']);
  });

  it('drops what was given up a month ago', async () => {
    const { desk, put, down, clock, outbox, database } = await delivery();
    down.group = new NotDelivered('不通');
    put('webhook', '旧');
    database.prepare('UPDATE outbox SET tries = 10').run();
    clock.now += 31 * 24 * 60 * MINUTE;
    put('webhook', '新');
    await desk.round();
    expect(outbox.trouble().undelivered).toBe(0);
  });
});

describe('the loop', () => {
  const until = async (holds: () => boolean) => {
    for (let i = 0; i < 200 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(holds()).toBe(true);
  };

  it('sends when it is woken, again when it was woken meanwhile, and never twice at once', async () => {
    let under = 0;
    let most = 0;
    const given: string[] = [];
    const { desk, put } = await delivery({
      send: {
        group: async (_settings, { sentence }) => {
          most = Math.max(most, ++under);
          await new Promise((resolve) => setTimeout(resolve, 30));
          under--;
          given.push(sentence);
        },
        mail: async () => {},
      },
    });
    put('webhook', '一');
    desk.wake();
    put('webhook', '二');
    desk.wake();
    desk.wake();
    await until(() => given.length === 2);
    expect([given, most]).toEqual([['一', '二'], 1]);
    await desk.close();
    put('webhook', '三');
    desk.wake();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(given).toHaveLength(2);
  });

  it('comes back by itself at the next moment that something is due', async () => {
    const { outbox, sent, parts } = await delivery({ now: () => Date.now() });
    const live = new Delivery(parts);
    onTestFinished(() => live.close());
    outbox.put('webhook', '', { sentence: '晚一点', key: KEY, at: AT }, Date.now() + 80);
    live.wake();
    expect(sent).toEqual([]);
    await until(() => sent.length === 1);
  });

  it('notes what ends soon after the desk is told to stop, and leaves what does not for the next start', async () => {
    let end = () => {};
    const { desk, put, outbox, parts } = await delivery({ send: { group: () => new Promise((resolve) => (end = resolve)), mail: async () => {} } });
    put('webhook', '一');
    desk.wake();
    await until(() => end.name !== 'end');
    const closed = desk.close();
    end();
    await closed;
    expect(outbox.nextAt()).toBeUndefined();

    let given: AbortSignal | undefined;
    const group: DeliveryParts['send']['group'] = (_settings, _message, _now, signal) => new Promise((_resolve, reject) => {
      given = signal;
      signal?.addEventListener('abort', () => reject(new Error('aborted')));
    });
    const stuck = new Delivery({ ...parts, send: { group, mail: async () => {} } });
    put('webhook', '二');
    stuck.wake();
    await until(() => given !== undefined);
    await stuck.close();
    expect(given!.aborted).toBe(true);
    expect(outbox.due('webhook', AT, 10).map(({ message }) => message.sentence)).toEqual(['二']);
  });
});

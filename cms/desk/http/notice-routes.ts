import {
  type Bell, type Channel, FORMAT_NAMES, HandleUndelivered, MarkRead, type Notifying, PutMail, PutWebhook, TestMessage, type Tested,
} from '../../protocol/notices.ts';
import { api } from '../../protocol/paths.ts';
import type { Log } from '../accounts/log.ts';
import { NotDelivered } from '../notices/not-delivered.ts';
import type { OpenNotices } from '../notices/open-notices.ts';
import { can } from '../workflow/can.ts';
import { Refused } from '../workflow/refused.ts';
import { readJson } from './answer.ts';
import { byOf, type DeskContext, type Outside } from './context.ts';
import { Routes } from './guard.ts';

const LIMIT = 16 * 1024;
/** As many of those that were given up as one page shows. */
const LISTED = 100;

export interface NoticeParts extends OpenNotices {
  log: Pick<Log, 'act'>;
  outside: Outside;
  now: () => number;
}

/** Everybody's own bell; and, for administrators, the ways out of the desk. */
export function noticeRoutes({ notices, outbox, settings, delivery, send, log, outside, now }: NoticeParts): Routes {
  const bell = ({ var: { person } }: DeskContext): Bell =>
    ({ ...notices.of(person.username), delivery: can(person, 'manage').length === 0 ? outbox.trouble() : null });
  const told = (c: DeskContext): Notifying => ({
    ...settings.told(), ownMail: c.var.session.user.mail, delivery: outbox.trouble(), undelivered: outbox.givenUp(LISTED),
  });
  const changed = (c: DeskContext, channel: Channel, on: boolean, subject: string) => {
    if (on) outbox.hurry(channel, now());
    else outbox.clear(channel);
    delivery.wake();
    log.act(byOf(c, outside), on ? '设置通知' : '关闭通知', subject);
    return c.json(told(c));
  };

  return new Routes()
    .on('GET', api.notices, 'own-account', (c) => c.json(bell(c)))
    .on('POST', api.noticesRead, 'own-account', async (c) => {
      notices.markRead(c.var.person.username, await readJson(c, MarkRead, LIMIT), now());
      return c.json(bell(c));
    })
    .on('GET', api.notifying, 'manage', (c) => c.json(told(c)))
    .on('PUT', api.notifyingWebhook, 'manage', async (c) => {
      const { webhook } = await readJson(c, PutWebhook, LIMIT);
      settings.setWebhook(webhook);
      return changed(c, 'webhook', webhook !== null, webhook ? `群消息：${FORMAT_NAMES[webhook.format]}` : '群消息');
    })
    .on('PUT', api.notifyingMail, 'manage', async (c) => {
      const { mail } = await readJson(c, PutMail, LIMIT);
      settings.setMail(mail);
      return changed(c, 'mail', mail !== null, mail ? `邮件：${mail.host}` : '邮件');
    })
    .on('POST', api.notifyingTest, 'manage', async (c) => {
      const test = await readJson(c, TestMessage, LIMIT);
      try {
        await (test.channel === 'mail' ? testMail(test.to, c.var.person.name) : testGroup(c.var.person.name));
      } catch (error) {
        if (!(error instanceof NotDelivered)) throw error;
        return c.json({ failure: error.message } satisfies Tested);
      }
      return c.json({ failure: null } satisfies Tested);
    })
    .on('POST', api.undelivered, 'manage', async (c) => {
      const handle = await readJson(c, HandleUndelivered, LIMIT);
      if (handle.act === 'again') outbox.tryAgain(now());
      else outbox.dropGivenUp();
      delivery.wake();
      return c.json(told(c));
    });

  async function testGroup(name: string): Promise<void> {
    const webhook = settings.webhook();
    if (!webhook) throw new Refused('not-ready', '还没有设置群消息');
    await send.group(webhook, { sentence: `这是一条测试消息，${name}发的`, at: now() }, now());
  }

  async function testMail(to: string, name: string): Promise<void> {
    const mail = settings.mail();
    if (!mail) throw new Refused('not-ready', '还没有设置邮件');
    await send.mail(mail, { to, subject: '【云端编务台】测试邮件', text: `这是一封测试邮件，${name}发的。收到它，说明通知邮件能送到这里。\n`, id: `yunduan-test-${now()}` });
  }
}

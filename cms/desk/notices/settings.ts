import type { DatabaseSync } from 'node:sqlite';
import { z } from 'astro/zod';
import { type MailForm, type Notifying, Security, type WebhookForm, WebhookFormat } from '../../protocol/notices.ts';
import { readSetting, writeSetting } from '../setting.ts';
import { Refused } from '../workflow/refused.ts';
import { isInside, mayReach } from './reachable.ts';

/** A chat group's robot, or another program. The address has its key in it. */
export const WebhookSettings = z.object({ format: WebhookFormat, address: z.string(), secret: z.string().optional() });
export type WebhookSettings = z.infer<typeof WebhookSettings>;

export const MailSettings = z.object({ host: z.string(), port: z.number(), security: Security, username: z.string(), password: z.string().optional(), from: z.string() });
export type MailSettings = z.infer<typeof MailSettings>;

/** Whether mails may go by a server: encrypted anywhere; in the open only where the line does not leave the house. */
const maySend = ({ host, security }: Pick<MailSettings, 'host' | 'security'>): boolean => security !== 'none' || isInside(host);

/** The ways out of the desk, as an administrator has set them; in the desk's database, which its owner alone can read. */
export class NotifyingSettings {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Null where it is off. An address that is not allowed (any more) is none. */
  webhook(): WebhookSettings | null {
    const set = readSetting(this.#database, 'webhook', WebhookSettings);
    return set && URL.canParse(set.address) && mayReach(new URL(set.address)) ? set : null;
  }

  /** Null where it is off. */
  mail(): MailSettings | null {
    const set = readSetting(this.#database, 'mail', MailSettings);
    return set && maySend(set) ? set : null;
  }

  /** What is set, as a browser may know it: that there are secrets, not which. */
  told(): Pick<Notifying, 'webhook' | 'mail'> {
    const webhook = this.webhook();
    const mail = this.mail();
    return {
      webhook: webhook && { format: webhook.format, host: new URL(webhook.address).host, signed: webhook.secret !== undefined },
      mail: mail && { host: mail.host, port: mail.port, security: mail.security, username: mail.username, password: mail.password !== undefined, from: mail.from },
    };
  }

  setWebhook(form: WebhookForm | null): void {
    if (!form) {
      writeSetting(this.#database, 'webhook', null);
      return;
    }
    const before = this.webhook();
    // Of another kind of robot neither address nor secret can be right.
    const kept = before?.format === form.format ? before : null;
    const address = form.address ?? kept?.address;
    if (address === undefined) throw new Refused('bad-request', '请填写接收地址');
    this.#judge(address);
    // A secret is not sent along with whatever address comes after the one that it was given for.
    const secret = form.secret === undefined ? (kept?.address === address ? kept.secret : undefined) : (form.secret ?? undefined);
    writeSetting(this.#database, 'webhook', { format: form.format, address, ...(secret && form.format === 'dingtalk' ? { secret } : {}) } satisfies WebhookSettings);
  }

  setMail(form: MailForm | null): void {
    if (!form) {
      writeSetting(this.#database, 'mail', null);
      return;
    }
    const { password: typed, ...rest } = form;
    const before = this.mail();
    const same = before?.host === rest.host && before.port === rest.port && before.security === rest.security && before.username === rest.username;
    if (rest.username && typed === undefined && !(same && before.password !== undefined)) {
      // Or whoever sits at an administrator's screen could have the password sent to a server of their own.
      throw new Refused('bad-request', before?.password === undefined ? '请填写密码（邮箱的授权码）' : '改了服务器、端口、加密方式或用户名，请重新填写密码');
    }
    if (!maySend(rest)) throw new Refused('bad-request', '不加密的邮件只能发给本机和内网的服务器（服务器填 IP 地址）；别处请选 TLS 或 STARTTLS');
    const password = rest.username ? (typed ?? before?.password) : undefined;
    writeSetting(this.#database, 'mail', { ...rest, ...(password === undefined ? {} : { password }) } satisfies MailSettings);
  }

  #judge(address: string): void {
    let url: URL;
    try {
      url = new URL(address);
    } catch {
      throw new Refused('bad-request', '接收地址不完整，请从机器人的设置里整个复制过来');
    }
    if (url.username || url.password) throw new Refused('bad-request', '接收地址里不能带用户名和密码');
    if (!mayReach(url)) throw new Refused('bad-request', '接收地址须以 https:// 开头；http:// 只能用于本机和内网的 IP 地址');
  }
}

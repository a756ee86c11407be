import { z } from 'astro/zod';

const instant = z.iso.datetime({ offset: true });
const count = z.number().int().nonnegative();
const id = z.number().int().positive();

/** One thing that somebody should hear of, as their bell tells it. */
export const BellNotice = z.object({
  id,
  at: instant,
  sentence: z.string(),
  /** Where the entry, or its draft, is edited. */
  link: z.string().startsWith('/admin/#/'),
  read: z.boolean(),
});
export type BellNotice = z.infer<typeof BellNotice>;

/** What does not go out: how many messages are tried again, how many were given up, and why the last of them failed. */
export const Trouble = z.object({ again: count, undelivered: count, cause: z.string().nullable() });
export type Trouble = z.infer<typeof Trouble>;

/** `GET /admin/api/notices`, and the answer to marking some as read: one's own, the newest first, fifty at the most. */
export const Bell = z.object({
  unread: count,
  notices: z.array(BellNotice),
  /** How delivery goes, for whoever can do something about it; null for everybody else. */
  delivery: Trouble.nullable(),
});
export type Bell = z.infer<typeof Bell>;

/** `POST /admin/api/notices/read`: one of one's own, or all up to the newest that was shown. */
export const MarkRead = z.union([z.object({ id }), z.object({ upTo: id })]);
export type MarkRead = z.infer<typeof MarkRead>;

/** How a webhook is spoken to: as the robot of a group in 企业微信 WeCom or 钉钉 DingTalk, or by plain JSON. */
export const WEBHOOK_FORMATS = ['wecom', 'dingtalk', 'json'] as const;
export const WebhookFormat = z.enum(WEBHOOK_FORMATS, '请选择发给谁');
export type WebhookFormat = z.infer<typeof WebhookFormat>;
export const FORMAT_NAMES: Readonly<Record<WebhookFormat, string>> = { wecom: '企业微信', dingtalk: '钉钉', json: '其他程序（JSON）' };

/** How the line to a mail server is encrypted: from its beginning, from STARTTLS on, or not. */
export const SECURITIES = ['tls', 'starttls', 'none'] as const;
export const Security = z.enum(SECURITIES, '请选择加密方式');
export type Security = z.infer<typeof Security>;

const mailAddress = z.string('请填写邮箱').trim().max(254, '邮箱太长').regex(/^[^\s@<>"(),:;\\]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/, '邮箱形如 gonghui@example.invalid');

/**
 * `PUT /admin/api/notifying/webhook`. The address has a key in it, so it is a secret, too: neither comes back to a browser.
 * What is left out stays as it was; a new address needs its own secret, so an old one is not kept for it.
 */
export const WebhookForm = z.object({
  format: WebhookFormat,
  address: z.string().trim().max(1000, '地址太长').regex(/^https?:\/\/[^\s/]+/, '接收地址以 https:// 开头，从机器人的设置里整个复制过来').optional(),
  /** Of DingTalk's 加签; null: none. */
  secret: z.string().trim().min(1).max(200, '密钥太长').nullable().optional(),
});
export type WebhookForm = z.infer<typeof WebhookForm>;

/** `PUT /admin/api/notifying/mail`. A password that is left out stays, as long as server, encryption and user name do. */
export const MailForm = z.object({
  host: z.string('请填写服务器').trim().max(253, '服务器的名字太长').regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/, '服务器形如 smtp.example.invalid，不带 http://'),
  port: z.number('端口是 1–65535 的数').int('端口是 1–65535 的数').min(1, '端口是 1–65535 的数').max(65535, '端口是 1–65535 的数'),
  security: Security,
  /** Empty: the server asks for none. */
  username: z.string().trim().max(254, '用户名太长'),
  password: z.string().min(1).max(256, '密码最多 256 个字符').optional(),
  from: mailAddress,
});
export type MailForm = z.infer<typeof MailForm>;

/** Null turns a channel off, and forgets what was set. */
export const PutWebhook = z.object({ webhook: WebhookForm.nullable() });
export const PutMail = z.object({ mail: MailForm.nullable() });

export const CHANNELS = ['mail', 'webhook'] as const;
export const Channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof Channel>;

/** A message that was tried often enough and is kept with the reason. */
export const Undelivered = z.object({ id, channel: Channel, target: z.string(), sentence: z.string(), at: instant, tries: count, error: z.string() });
export type Undelivered = z.infer<typeof Undelivered>;

/** `GET /admin/api/notifying`, and the answer to every change: what is set, without its secrets, and how delivery goes. */
export const Notifying = z.object({
  webhook: z.object({ format: WebhookFormat, host: z.string(), signed: z.boolean() }).nullable(),
  mail: z.object({ host: z.string(), port: z.number().int(), security: Security, username: z.string(), password: z.boolean(), from: z.string() }).nullable(),
  /** The administrator's own address, for a test. */
  ownMail: z.string().nullable(),
  delivery: Trouble,
  undelivered: z.array(Undelivered),
});
export type Notifying = z.infer<typeof Notifying>;

/** `POST /admin/api/notifying/test`: sends one message by what is set now. */
export const TestMessage = z.discriminatedUnion('channel', [z.object({ channel: z.literal('webhook') }), z.object({ channel: z.literal('mail'), to: mailAddress })]);
export type TestMessage = z.infer<typeof TestMessage>;
/** Why it did not go, in words; null when it went. */
export const Tested = z.object({ failure: z.string().nullable() });
export type Tested = z.infer<typeof Tested>;

/** `POST /admin/api/notifying/undelivered`: tries what was given up once more, or drops it. */
export const HandleUndelivered = z.object({ act: z.enum(['again', 'drop']) });

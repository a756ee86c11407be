import type { Notifying, Security, Trouble, WebhookFormat } from '../../protocol/notices.ts';

/** To whom group messages go, as a choice of several. */
export const FORMAT_CHOICES: readonly (readonly [WebhookFormat, string])[] = [['wecom', '企业微信群机器人'], ['dingtalk', '钉钉群机器人'], ['json', '其他程序（JSON）']];
export const SECURITY_CHOICES: readonly (readonly [Security, string])[] = [['tls', 'TLS（一开始就加密）'], ['starttls', 'STARTTLS（接通后再加密）'], ['none', '不加密（只限本机和内网）']];
/** The port that goes with each kind of encryption, unless somebody says another. */
export const PORTS: Readonly<Record<Security, number>> = { tls: 465, starttls: 587, none: 25 };

const wordOf = <V extends string>(choices: readonly (readonly [V, string])[], value: V): string => choices.find(([one]) => one === value)?.[1] ?? value;

/** What does not go out, as a sentence; undefined where everything does. */
export function troubleInWords({ again, undelivered, cause }: Trouble): string | undefined {
  const because = cause ? `：${cause.replace(/。$/, '')}。` : '。';
  if (undelivered) return `有 ${undelivered} 条消息试了一天，没有发出去${again ? `，另有 ${again} 条还在试` : ''}${because}`;
  return again ? `有 ${again} 条消息还没有发出去，会自动再试${because}` : undefined;
}

/** What is set of group messages, as terms and words; nothing where they are off. */
export const webhookInWords = (set: Notifying['webhook']): [string, string][] => (set ? [
  ['发给', wordOf(FORMAT_CHOICES, set.format)], ['服务器', set.host], ...(set.format === 'dingtalk' ? [['加签', set.signed ? '有' : '没有'] as [string, string]] : []),
] : []);

export const mailInWords = (set: Notifying['mail']): [string, string][] => (set ? [
  ['服务器', `${set.host}，端口 ${set.port}`], ['加密', wordOf(SECURITY_CHOICES, set.security)], ['用户名', set.username || '不用登录'], ['发件地址', set.from],
] : []);

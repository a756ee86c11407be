import { createHmac } from 'node:crypto';
import type { WebhookFormat } from '../../protocol/notices.ts';
import { FORMAT_NAMES } from '../../protocol/notices.ts';
import type { EntryKey } from '../workflow/entry-key.ts';
import { explainConnection, NotDelivered, withoutSecrets } from './not-delivered.ts';
import type { WebhookSettings } from './settings.ts';

const PATIENCE = 10_000;
/** As much of an answer as is read; theirs are a line. */
const LONGEST_ANSWER = 64 * 1024;

export interface GroupMessage {
  sentence: string;
  /** When it happened, in ms. */
  at: number;
  /** What it is about; absent for a test. */
  key?: EntryKey;
  /** Where it can be looked at; absent while the site has no address. */
  link?: string;
}

/** How one kind of robot is spoken to. */
interface Format {
  body: (message: GroupMessage) => object;
  /** What is known of the refusals that an administrator can do something about, by their number; absent where HTTP's status says all. */
  advice?: Readonly<Record<number, string>>;
}

/** https://developer.work.weixin.qq.com/document/path/99110 and https://open.dingtalk.com/document/robots/custom-robot-access */
const FORMATS: Readonly<Record<WebhookFormat, Format>> = {
  wecom: {
    body: ({ sentence, link }) => ({ msgtype: 'markdown', markdown: { content: `**云端编务台**\n${plain(sentence)}${link ? `\n[打开这一条](${link})` : ''}` } }),
    advice: { 93000: '地址不对，或者机器人已经被移出群', 45009: '一分钟里发得太多，稍后会再发' },
  },
  dingtalk: {
    // 自定义关键词 of a robot can be 编务台: it is in every message.
    body: ({ sentence, link }) => ({ msgtype: 'text', text: { content: `云端编务台：${sentence}${link ? `\n${link}` : ''}` } }),
    advice: {
      310000: '机器人的安全设置不放行：加签的密钥不对，或关键词里没有“编务台”，或 IP 不在它的名单里', 300001: '地址里的 access_token 不对，或者机器人已经被移出群',
      300005: '地址里的 access_token 不对，或者机器人已经被移出群', 130101: '一分钟里发得太多，稍后会再发', 410100: '一分钟里发得太多，稍后会再发',
    },
  },
  // For programs of one's own. Fields are only ever added.
  json: { body: ({ sentence, at, key, link }) => ({ sentence, at: new Date(at).toISOString(), ...(key ? { collection: key.collection, id: key.id } : {}), ...(link ? { link } : {}) }) },
};

/** WeCom's Markdown has no way to quote a sign: those that mean something become their wide twins, so that a title cannot be a link. */
const WIDE: Readonly<Record<string, string>> = { '[': '［', ']': '］', '(': '（', ')': '）', '<': '＜', '>': '＞', '*': '＊', '`': '｀', '#': '＃', _: '＿' };
const plain = (text: string): string => text.replace(/[[\]()<>*`#_]/g, (sign) => WIDE[sign]!);

/** DingTalk's 加签: the time and, keyed with the secret, a digest of both. */
function signed(address: URL, secret: string, now: number): URL {
  const url = new URL(address);
  url.searchParams.set('timestamp', String(now));
  url.searchParams.set('sign', createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64'));
  return url;
}

/** Says something to a group. Throws `NotDelivered`. `now` in ms; redirects are not followed: the address is the secret. */
export async function sendToGroup({ format, address, secret }: WebhookSettings, message: GroupMessage, now: number, given?: AbortSignal): Promise<void> {
  const { body, advice } = FORMATS[format];
  const url = secret === undefined ? new URL(address) : signed(new URL(address), secret, now);
  const name = FORMAT_NAMES[format];
  const limit = AbortSignal.timeout(PATIENCE);
  const secrets = [address, secret, ...url.searchParams.values()];
  let status: number;
  let text: string;
  try {
    const response = await fetch(url, {
      method: 'POST', redirect: 'manual', signal: given ? AbortSignal.any([given, limit]) : limit,
      headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body(message)),
    });
    status = response.status;
    text = await readAtMost(response, LONGEST_ANSWER);
  } catch (error) {
    throw new NotDelivered(explainConnection(error, url.host));
  }
  if (status >= 300 && status < 400) throw new NotDelivered(`${url.host} 把请求转到别处（HTTP ${status}），没有跟去；请检查地址`);
  if (status < 200 || status >= 300) throw new NotDelivered(`${url.host} 回答 HTTP ${status}，请检查地址`);
  if (!advice) return;
  const { errcode, errmsg } = answerIn(text);
  if (typeof errcode !== 'number') throw new NotDelivered(`${url.host} 的回答不是${name}机器人的，请检查地址`);
  if (errcode === 0) return;
  const said = withoutSecrets(typeof errmsg === 'string' ? errmsg : '', secrets);
  throw new NotDelivered(`${name}没有收下：${advice[errcode] ?? '原因见它的回答'}（${errcode}${said ? ` ${said}` : ''}）`);
}

function answerIn(text: string): { errcode?: unknown; errmsg?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

async function readAtMost(response: Response, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > most) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

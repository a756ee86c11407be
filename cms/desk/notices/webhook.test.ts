import { createHmac } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type RobotCall, startRobot } from '../../../tests/fixtures/robot-server.ts';
import { sendToGroup } from './webhook.ts';

const NOW = Date.parse('2026-11-20T09:30:00+08:00');
const MESSAGE = { sentence: '示例张三交来“示例标题”，等示例李四初审', at: NOW, key: { collection: 'news', id: '2026-11-20-0930' }, link: 'https://site.example.invalid/admin/#/collections/news/entries/2026/2026-11-20-0930' };
const KEY = 'example-key-of-the-robot';

async function robot(answer?: Parameters<typeof startRobot>[0]) {
  const server = await startRobot(answer);
  onTestFinished(() => server.close());
  return server;
}
const wecom = (address: string) => ({ format: 'wecom' as const, address: `${address}/cgi-bin/webhook/send?key=${KEY}` });
const dingtalk = (address: string, secret?: string) => ({ format: 'dingtalk' as const, address: `${address}/robot/send?access_token=${KEY}`, ...(secret ? { secret } : {}) });
const why = (sending: Promise<void>) => sending.then(() => '', (error: Error) => error.message);

describe('a group of 企业微信', () => {
  it('is told in its Markdown, in which a title can be no link and call nobody', async () => {
    const { address, calls } = await robot();
    await sendToGroup(wecom(address), MESSAGE, NOW);
    await sendToGroup(wecom(address), { at: NOW, sentence: '李四交来“[领钱](http://evil.example) <@all> *`#_”' }, NOW);
    expect(calls.map(({ method, url, type, body }) => [method, url.pathname + url.search, type, body])).toEqual([
      ['POST', `/cgi-bin/webhook/send?key=${KEY}`, 'application/json; charset=utf-8', { msgtype: 'markdown', markdown: { content: `**云端编务台**\n${MESSAGE.sentence}\n[打开这一条](${MESSAGE.link})` } }],
      ['POST', `/cgi-bin/webhook/send?key=${KEY}`, 'application/json; charset=utf-8', { msgtype: 'markdown', markdown: { content: '**云端编务台**\n李四交来“［领钱］（http://evil.example） ＜@all＞ ＊｀＃＿”' } }],
    ]);
  });
});

describe('a group of 钉钉', () => {
  it('is told in text', async () => {
    const { address, calls } = await robot();
    await sendToGroup(dingtalk(address), MESSAGE, NOW);
    expect(calls.map(({ url, body }) => [url.search, body])).toEqual([[`?access_token=${KEY}`, { msgtype: 'text', text: { content: `云端编务台：${MESSAGE.sentence}\n${MESSAGE.link}` } }]]);
  });

  it('is given the time and a signature that its secret verifies', async () => {
    const secret = 'SEC示例密钥+/=';
    const { address, calls } = await robot(({ url: { searchParams } }) => {
      const right = createHmac('sha256', secret).update(`${searchParams.get('timestamp')}\n${secret}`).digest('base64');
      return { body: searchParams.get('sign') === right && searchParams.get('timestamp') === String(NOW) ? '{"errcode":0}' : '{"errcode":310000,"errmsg":"sign not match"}' };
    });
    await sendToGroup(dingtalk(address, secret), MESSAGE, NOW);
    expect([calls[0]!.url.searchParams.get('access_token'), calls[0]!.url.href.includes('SEC')]).toEqual([KEY, false]);
    expect(await why(sendToGroup(dingtalk(address, 'another'), MESSAGE, NOW))).toBe('钉钉没有收下：机器人的安全设置不放行：加签的密钥不对，或关键词里没有“编务台”，或 IP 不在它的名单里（310000 sign not match）');
  });
});

describe('a program of one’s own', () => {
  const own = (address: string) => ({ format: 'json' as const, address: `${address}/hook?token=${KEY}` });

  it('is told in JSON, and may answer what it likes', async () => {
    const { address, calls } = await robot(() => ({ status: 202, body: 'thanks' }));
    await sendToGroup(own(address), MESSAGE, NOW);
    await sendToGroup(own(address), { sentence: '这是一条测试消息', at: NOW }, NOW);
    expect(calls.map(({ method, url, body }) => [method, url.search, body])).toEqual([
      ['POST', `?token=${KEY}`, { sentence: MESSAGE.sentence, at: '2026-11-20T01:30:00.000Z', collection: 'news', id: '2026-11-20-0930', link: MESSAGE.link }],
      ['POST', `?token=${KEY}`, { sentence: '这是一条测试消息', at: '2026-11-20T01:30:00.000Z' }],
    ]);
  });

  it('of its refusals only the status is told: nothing of what a server in the house answers comes out', async () => {
    const { address } = await robot(() => ({ status: 403, body: '{"errcode":1,"errmsg":"internal secret"}' }));
    expect(await why(sendToGroup(own(address), MESSAGE, NOW))).toMatch(/^127\.0\.0\.1:\d+ 回答 HTTP 403，请检查地址$/);
  });
});

describe('what does not go is explained, without the key', () => {
  it.each<[string, (call: RobotCall) => { status?: number; body?: string; headers?: Record<string, string> }, RegExp]>([
    ['an error in the answer', () => ({ body: `{"errcode":93000,"errmsg":"invalid webhook url, key ${KEY}, hint: 1"}` }), /^企业微信没有收下：地址不对，或者机器人已经被移出群（93000 invalid webhook url, key （已隐去）, hint: 1）$/],
    ['one that nobody knows', () => ({ body: '{"errcode":12345,"errmsg":"odd"}' }), /^企业微信没有收下：原因见它的回答（12345 odd）$/],
    ['a failure of HTTP', () => ({ status: 500, body: '{"errcode":0}' }), /^127\.0\.0\.1:\d+ 回答 HTTP 500，请检查地址$/],
    ['a page', () => ({ body: '<!doctype html>' }), /的回答不是企业微信机器人的，请检查地址$/],
    ['an answer without a number', () => ({ body: '{"ok":true}' }), /的回答不是企业微信机器人的/],
    ['an answer without end', () => ({ body: ' '.repeat(2_000_000) }), /的回答不是企业微信机器人的/],
  ])('%s', async (_name, answer, sentence) => {
    const { address } = await robot(answer);
    const said = await why(sendToGroup(wecom(address), MESSAGE, NOW));
    expect(said).toMatch(sentence);
    expect(said).not.toContain(KEY);
  });

  it('a redirect is not followed', async () => {
    const other = await robot();
    const { address } = await robot(() => ({ status: 307, headers: { location: `${other.address}/?stolen` } }));
    expect(await why(sendToGroup(wecom(address), MESSAGE, NOW))).toMatch(/把请求转到别处（HTTP 307），没有跟去；请检查地址$/);
    expect(other.calls).toEqual([]);
  });

  it('a server that is not there, is not known, or does not answer', async () => {
    const { address, close } = await robot();
    close();
    expect(await why(sendToGroup(wecom(address), MESSAGE, NOW))).toMatch(/^127\.0\.0\.1:\d+ 不接受连接，请检查地址和端口（ECONNREFUSED）$/);
    expect(await why(sendToGroup(wecom('https://no-such-host.invalid'), MESSAGE, NOW))).toMatch(/^找不到服务器 no-such-host\.invalid，请检查地址，以及这台机器能不能上网（(?:ENOTFOUND|EAI_AGAIN)）$/);
    const silent = await robot(() => undefined);
    expect(await why(sendToGroup(wecom(silent.address), MESSAGE, NOW, AbortSignal.timeout(100)))).toMatch(/在 10 秒里没有回答$/);
  });
});

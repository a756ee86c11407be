import { describe, expect, it, onTestFinished } from 'vitest';
import { type SmtpOptions, startSmtp } from '../../../tests/fixtures/smtp-server.ts';
import { sendMail } from './mail.ts';
import type { NotDelivered } from './not-delivered.ts';

const PASSWORD = '示例授权码-abc';
const MAIL = { to: 'li@example.invalid', subject: '【云端编务台】示例张三交来“示例标题”，等您初审', text: '示例张三交来“示例标题”。\n.第二行\n', id: 'yunduan-7-1' };

async function server(options?: SmtpOptions) {
  const smtp = await startSmtp(options);
  onTestFinished(() => smtp.close());
  return smtp;
}
const settings = (port: number, more = {}) => ({ host: '127.0.0.1', port, security: 'none' as const, username: '', from: 'desk@example.invalid', ...more });
const failure = (sending: Promise<void>) => sending.then(() => { throw new Error('it went'); }, ({ message, alone }: NotDelivered) => ({ message, alone }));
const words = (text: string) => text.replace(/\?=\r\n =\?/g, '?==?').replace(/=\?UTF-8\?B\?(.*?)\?=/gi, (_all, base64: string) => Buffer.from(base64, 'base64').toString('utf8'))
  .replace(/=\?UTF-8\?Q\?(.*?)\?=/gi, (_all, quoted: string) => decodeURIComponent(quoted.replaceAll('_', ' ').replaceAll('=', '%')));

describe('a mail', () => {
  it('is accepted by a mail server, in one piece', async () => {
    const { port, mails } = await server();
    await sendMail(settings(port), MAIL);
    expect(mails).toMatchObject([{ from: 'desk@example.invalid', to: 'li@example.invalid' }]);
    const [head, body] = mails[0]!.data.split(/\r\n\r\n/, 2);
    const headers = words(head!.replace(/\r\n[ \t]/g, ' ').replace(/\?= =\?/g, '?==?'));
    for (const part of ['Subject: 【云端编务台】示例张三交来“示例标题”，等您初审', '云端编务台', 'Message-ID: <yunduan-7-1@example.invalid>', 'Auto-Submitted: auto-generated']) expect(headers).toContain(part);
    const text = /base64/i.test(head!) ? Buffer.from(body!, 'base64').toString('utf8') : decodeURIComponent(body!.replace(/=\r\n/g, '').replaceAll('=', '%'));
    expect(text.replaceAll('\r\n', '\n').trimEnd()).toBe(MAIL.text.trimEnd());
  });

  it('is sent for whoever the server lets in', async () => {
    const { port, mails, heard } = await server({ user: { name: 'desk@example.invalid', password: PASSWORD } });
    await sendMail(settings(port, { username: 'desk@example.invalid', password: PASSWORD }), MAIL);
    expect([mails.length, heard.filter((line) => line.startsWith('AUTH')).length]).toEqual([1, 1]);
  });

  it('cannot be given further headers by what is in its subject', async () => {
    const { port, mails } = await server();
    await sendMail(settings(port), { ...MAIL, subject: 'a\r\nBcc: all@example.invalid\r\n\r\nb' });
    expect([mails.length, mails[0]!.to, /^Bcc:/m.test(mails[0]!.data)]).toEqual([1, 'li@example.invalid', false]);
  });
});

describe('what does not go is explained', () => {
  it('a password that is wrong, without saying it', async () => {
    const { port } = await server({ user: { name: 'desk', password: 'another' }, answers: { AUTH: `535 5.7.8 ${PASSWORD} is wrong` } });
    const { message, alone } = await failure(sendMail(settings(port, { username: 'desk', password: PASSWORD }), MAIL));
    expect([message, alone]).toEqual(['127.0.0.1 不认这个用户名和密码；很多邮箱要用“授权码”代替登录密码（535 5.7.8 （已隐去） is wrong）', false]);
  });

  it('an address that the server refuses is that mail’s own fault', async () => {
    const { port } = await server({ answers: { RCPT: '550 5.1.1 no such mailbox' } });
    expect(await failure(sendMail(settings(port), MAIL))).toEqual({ message: '127.0.0.1 没有收下这封邮件（550 5.1.1 no such mailbox）', alone: true });
  });

  it('encryption that was asked for and is not offered: nothing is sent in the open', async () => {
    const { port, heard, mails } = await server({ user: { name: 'desk', password: PASSWORD } });
    const { message } = await failure(sendMail(settings(port, { security: 'starttls', username: 'desk', password: PASSWORD }), MAIL));
    expect(message).toMatch(/^和 127\.0\.0\.1 没有谈成加密，请检查端口和加密方式是不是一对/);
    expect([mails, heard.some((line) => line.startsWith('AUTH'))]).toEqual([[], false]);
    expect((await failure(sendMail(settings(port, { security: 'tls' }), MAIL))).message).toMatch(/^和 127\.0\.0\.1 没有谈成加密/);
  });

  it('a server that is not there, or says nothing', async () => {
    const gone = await server();
    gone.close();
    expect((await failure(sendMail(settings(gone.port), MAIL))).message).toBe('127.0.0.1 不接受连接，请检查地址和端口（ECONNREFUSED）');
    const { port } = await server({ silent: true });
    expect((await failure(sendMail(settings(port), MAIL, 200))).message).toBe('127.0.0.1 在 10 秒里没有回答（ETIMEDOUT）');
    expect((await failure(sendMail(settings(25, { host: 'no-such-host.invalid' }), MAIL))).message).toMatch(/^找不到服务器 no-such-host\.invalid/);
  });
});

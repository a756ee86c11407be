import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testFolder } from '../../../tests/fixtures/folder.ts';
import { openDatabase } from '../accounts/database.ts';
import { NotifyingSettings } from './settings.ts';

const WECOM = 'https://robot.example.invalid/cgi-bin/webhook/send?key=KEY-A';
const DINGTALK = 'https://robot.example.invalid/robot/send?access_token=TOKEN-A';
const MAIL = { host: 'smtp.example.invalid', port: 465, security: 'tls' as const, username: 'desk@example.invalid', from: 'desk@example.invalid' };

async function opened() {
  const database = openDatabase(join(await testFolder(), 'desk.sqlite'));
  onTestFinished(() => database.close());
  return { database, settings: new NotifyingSettings(database) };
}
const settings = async () => (await opened()).settings;

describe('the robot of a group', () => {
  it('is set, kept where nothing else is said, and turned off; its key and secret are never told', async () => {
    const set = await settings();
    expect([set.webhook(), set.told()]).toEqual([null, { webhook: null, mail: null }]);
    set.setWebhook({ format: 'dingtalk', address: DINGTALK, secret: 'SEC-A' });
    set.setWebhook({ format: 'dingtalk' });
    expect(set.webhook()).toEqual({ format: 'dingtalk', address: DINGTALK, secret: 'SEC-A' });
    expect(set.told().webhook).toEqual({ format: 'dingtalk', host: 'robot.example.invalid', signed: true });
    set.setWebhook({ format: 'dingtalk', secret: null });
    expect(set.webhook()).toEqual({ format: 'dingtalk', address: DINGTALK });
    set.setWebhook(null);
    expect(set.webhook()).toBeNull();
  });

  it('a secret does not follow to another address, nor an address to another kind of robot', async () => {
    const set = await settings();
    set.setWebhook({ format: 'dingtalk', address: DINGTALK, secret: 'SEC-A' });
    set.setWebhook({ format: 'dingtalk', address: 'https://other.example.invalid/' });
    expect(set.webhook()).toEqual({ format: 'dingtalk', address: 'https://other.example.invalid/' });
    expect(() => set.setWebhook({ format: 'wecom' })).toThrow('请填写接收地址');
    set.setWebhook({ format: 'wecom', address: WECOM, secret: 'SEC-A' });
    expect(set.webhook()).toEqual({ format: 'wecom', address: WECOM });
  });

  it.each([
    ['http://robot.example.invalid/', '接收地址须以 https:// 开头；http:// 只能用于本机和内网的 IP 地址'], ['ftp://127.0.0.1/', '接收地址须以 https:// 开头'],
    ['http://169.254.169.254/latest/meta-data/', '接收地址须以 https:// 开头'],
    ['https://user:pass@robot.example.invalid/', '接收地址里不能带用户名和密码'], ['https://', '接收地址不完整，请从机器人的设置里整个复制过来'],
  ])('%s is refused', async (address, sentence) => {
    const set = await settings();
    expect(() => set.setWebhook({ format: 'wecom', address })).toThrow(sentence);
    expect(set.webhook()).toBeNull();
  });
});

describe('a line that is not encrypted', () => {
  it('is allowed where it does not leave the house', async () => {
    const set = await settings();
    set.setWebhook({ format: 'json', address: 'http://10.0.0.5:8080/hook' });
    set.setMail({ ...MAIL, host: '192.168.1.9', port: 25, security: 'none', username: '' });
    expect([set.webhook()?.address, set.mail()?.host]).toEqual(['http://10.0.0.5:8080/hook', '192.168.1.9']);
  });

  it('is refused for mails to elsewhere, and not used where it was set before it was refused', async () => {
    const { database, ...set } = await opened();
    expect(() => set.settings.setMail({ ...MAIL, security: 'none', password: 'SECRET' })).toThrow('不加密的邮件只能发给本机和内网的服务器');
    const put = database.prepare('INSERT INTO settings (name, value) VALUES (?, ?)');
    put.run('mail', JSON.stringify({ ...MAIL, security: 'none' }));
    put.run('webhook', JSON.stringify({ format: 'json', address: 'http://robot.example.invalid/' }));
    expect([set.settings.mail(), set.settings.webhook()]).toEqual([null, null]);
  });
});

describe('mail', () => {
  it('keeps its password where nothing else is said, and never tells it', async () => {
    const set = await settings();
    expect(() => set.setMail(MAIL)).toThrow('请填写密码（邮箱的授权码）');
    set.setMail({ ...MAIL, password: 'SECRET' });
    set.setMail({ ...MAIL, from: 'other@example.invalid' });
    expect(set.mail()).toEqual({ ...MAIL, from: 'other@example.invalid', password: 'SECRET' });
    expect(set.told().mail).toEqual({ ...MAIL, from: 'other@example.invalid', password: true });
    set.setMail(null);
    expect(set.mail()).toBeNull();
  });

  it.each([{ host: 'evil.example.invalid' }, { port: 2525 }, { security: 'starttls' as const }, { username: 'other@example.invalid' }])('asks for the password again where it would go elsewhere: %o', async (other) => {
    const set = await settings();
    set.setMail({ ...MAIL, password: 'SECRET' });
    expect(() => set.setMail({ ...MAIL, ...other })).toThrow('请重新填写密码');
    expect(set.mail()).toEqual({ ...MAIL, password: 'SECRET' });
  });

  it('has no password where there is no user name', async () => {
    const set = await settings();
    set.setMail({ ...MAIL, password: 'SECRET' });
    set.setMail({ ...MAIL, username: '' });
    expect(set.mail()).toEqual({ ...MAIL, username: '' });
  });
});

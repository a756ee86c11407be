import { MailForm, type Notifying, type Security, TestMessage } from '../../protocol/notices.ts';
import { askForm } from '../dialogs/ask-form.ts';
import { element } from '../dialogs/dialog.ts';
import { choiceField, lineField } from '../dialogs/form-fields.ts';
import { PORTS, SECURITY_CHOICES } from './words.ts';

/** Asks by which server mails go. A password is never shown again: left empty, it stays. Resolves with whether it was saved. */
export function askForMail(set: Notifying['mail'], save: (form: MailForm) => Promise<unknown>): Promise<boolean> {
  const plain = { autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off' };
  const host = lineField('host', '服务器', { ...plain, value: set?.host ?? '', placeholder: 'smtp.example.org' }, '单位邮箱或服务商说明里的 SMTP 服务器。');
  const security = choiceField('security', '加密', SECURITY_CHOICES, set?.security ?? 'tls');
  const port = lineField('port', '端口', { ...plain, inputmode: 'numeric', value: String(set?.port ?? PORTS.tls) });
  const username = lineField('username', '用户名', { ...plain, value: set?.username ?? '' }, '通常就是邮箱地址；服务器不用登录就留空。');
  const password = lineField('password', '密码', { type: 'password', ...plain, autocomplete: 'new-password', placeholder: set?.password ? '已经设置，不改就留空' : '' }, '很多邮箱要填“授权码”，不是登录密码。保存以后谁也看不到它。');
  const from = lineField('from', '发件地址', { ...plain, inputmode: 'email', value: set?.from ?? '' });
  const chosen = () => security.input.value as Security;
  security.input.addEventListener('change', () => {
    if (port.input.value === '' || Object.values(PORTS).includes(Number(port.input.value))) port.input.value = String(PORTS[chosen()]);
  });
  username.input.addEventListener('change', () => {
    if (!from.input.value && username.input.value.includes('@')) from.input.value = username.input.value.trim();
  });
  const values = () => ({
    host: host.input.value, port: /^\s*\d+\s*$/.test(port.input.value) ? Number(port.input.value) : Number.NaN, security: chosen(), username: username.input.value, from: from.input.value,
    ...(password.input.value ? { password: password.input.value } : {}),
  });
  return askForm(
    { title: '邮件', verb: '保存', busy: '正在保存……', schema: MailForm, values, send: save, first: host.input },
    host.field, element('div', { class: 'desk-row' }, security.field, port.field), username.field, password.field, from.field,
  );
}

/** Asks where a test goes, sends it, and stays to say why it did not go. Resolves with where it went, or undefined. */
export async function askForTestMail(own: string | null, test: (message: TestMessage) => Promise<void>): Promise<string | undefined> {
  const to = lineField('to', '发到', { inputmode: 'email', autocomplete: 'email', value: own ?? '' });
  const sent = await askForm({
    title: '发一封测试邮件', verb: '发送', busy: '正在发送，最多一分钟……', schema: TestMessage, values: () => ({ channel: 'mail', to: to.input.value }), send: test, first: to.input,
  }, to.field);
  return sent ? to.input.value.trim() : undefined;
}

import { type Account, type Enrolment, EnrolmentCode } from '../../protocol/people.ts';
import { askForm } from '../dialogs/ask-form.ts';
import { copyButton } from '../dialogs/copy-button.ts';
import { element, openDialog } from '../dialogs/dialog.ts';
import { lineField } from '../dialogs/form-fields.ts';
import type { AccountClient } from './account-client.ts';
import { askToConfirm } from './password-form.ts';
import { qrCode } from './qr.ts';

const button = (act: string, words: string, primary = false) =>
  element('button', { type: 'button', class: primary ? 'desk-button primary' : 'desk-button', 'data-act': act, 'data-focus': act }, words);

/** How the second factor stands, and what can be done about it. */
export function twoStep({ secondFactor: { on, required, recoveryLeft } }: Account): HTMLElement {
  const few = recoveryLeft < 4;
  return element(
    'div',
    { 'data-key': 'two-step' },
    element('p', {}, on ? '已经开启。登录时，除了密码还要输手机上的六位数字。' : '没有开启。开启以后，密码被别人知道了也进不来。', ...(required ? [element('strong', {}, '您的角色必须用。')] : [])),
    ...(on ? [element('p', { class: few ? 'when late' : 'when' }, `备用码还剩 ${recoveryLeft} 个${few ? '，请重做一份' : ''}`)] : []),
    element('p', { class: 'act buttons' }, ...(on
      ? [button('enrol', '换一部手机'), button('recovery', '重做备用码'), ...(required ? [] : [button('take-off', '关闭')])]
      : [button('enrol', '开启动态口令', true)])),
  );
}

/** Leads through setting it up: the password, the telephone, the recovery codes. Resolves with whether it is on. */
export async function enrol(client: AccountClient): Promise<boolean> {
  let enrolment: Enrolment | undefined;
  const words = '手机上要有一个验证器（身份验证器、Authenticator 一类的软件，微信里也有这样的小程序）。先输一次密码，确认是您本人。';
  if (!(await askToConfirm('开启动态口令', '下一步', words, async (password) => void (enrolment = await client.beginSecondFactor(password))))) return false;
  let recovery: string[] = [];
  const confirmed = await askForCode(enrolment!, async (code) => void ({ recovery } = await client.confirmSecondFactor(code)));
  if (confirmed) await showRecovery(recovery);
  return confirmed;
}

function askForCode({ secret, link }: Enrolment, send: (code: string) => Promise<unknown>): Promise<boolean> {
  const { field, input } = lineField('code', '手机上显示的六位数字', { inputmode: 'numeric', autocomplete: 'one-time-code' });
  const picture = element('p', {});
  qrCode(link).then((image) => picture.append(image), () => void (picture.textContent = '二维码没有画出来，请用下面的密钥。'));
  return askForm(
    { title: '用手机扫这个二维码', verb: '开启', busy: '正在核对……', schema: EnrolmentCode, values: () => ({ code: input.value }), send: ({ code }) => send(code), first: input },
    picture,
    element('details', {}, element('summary', {}, '扫不了？'),
      element('p', {}, '在验证器里选“输入密钥”，类型选“基于时间”，密钥是：'), element('p', {}, element('code', { class: 'one-time', tabindex: '0' }, secret.replace(/(.{4})(?=.)/g, '$1 '))),
      element('p', {}, element('a', { href: link }, '在这部手机的验证器里打开'))),
    field,
  );
}

/** Shows recovery codes, this once. Resolves when the dialog is closed. */
export function showRecovery(recovery: readonly string[]): Promise<void> {
  const done = element('button', { type: 'button', class: 'desk-button primary' }, '我已经抄下或打印');
  const dialog = openDialog(
    { title: '备用码', buttons: [done] },
    element('p', {}, '手机不在身边时，登录可以输一个备用码，每个只能用一次。请抄下或打印，收在别人拿不到的地方；', element('strong', {}, '关上以后不再显示'), '。'),
    element('ol', { class: 'recovery' }, ...recovery.map((code) => element('li', {}, element('code', {}, code)))),
    copyButton('复制全部', recovery.join('\n')),
  );
  done.addEventListener('click', () => dialog.close());
  return new Promise((resolve) => dialog.addEventListener('close', () => resolve()));
}

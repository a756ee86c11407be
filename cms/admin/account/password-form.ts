import { Confirmation, PasswordChange } from '../../protocol/people.ts';
import { askForm } from '../dialogs/ask-form.ts';
import { element } from '../dialogs/dialog.ts';
import { lineField } from '../dialogs/form-fields.ts';

const current = (name: string, label: string) => lineField(name, label, { type: 'password', autocomplete: 'current-password' });

/** Asks for a new password. */
export function askForPassword(send: (change: PasswordChange) => Promise<unknown>): Promise<boolean> {
  const old = current('current', '现在的密码');
  const password = lineField('password', '新密码', { type: 'password', autocomplete: 'new-password' }, '至少 10 个字符，一句自己记得住、别人想不到的话就很好。');
  const again = lineField('again', '再输一次新密码', { type: 'password', autocomplete: 'new-password' });
  return askForm(
    {
      title: '修改密码', verb: '修改密码', busy: '正在修改……', schema: PasswordChange, send, first: old.input,
      values: () => ({ current: old.input.value, password: password.input.value }),
      alsoWrong: () => (password.input.value === again.input.value ? undefined : { name: 'again', sentence: '两次输入的新密码不一样' }),
    },
    element('p', {}, '改好以后，其他地方都要用新密码重新登录。'), old.field, password.field, again.field,
  );
}

/** Asks for the password before something that a page left open should not be enough for. */
export function askToConfirm(title: string, verb: string, words: string, send: (password: string) => Promise<unknown>): Promise<boolean> {
  const { field, input } = current('password', '密码');
  return askForm(
    { title, verb, busy: '正在核对……', schema: Confirmation, values: () => ({ password: input.value }), send: ({ password }) => send(password), first: input },
    element('p', {}, words), field,
  );
}

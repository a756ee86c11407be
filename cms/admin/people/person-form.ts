import { Invitation, type Person, PersonChange } from '../../protocol/people.ts';
import { askForm } from '../dialogs/ask-form.ts';
import { lineField, tickFields } from '../dialogs/form-fields.ts';
import { COLLECTION_CHOICES, ROLE_CHOICES } from './words.ts';

/** The fields that an invitation and a change have in common. */
function fieldsOf(person?: Person) {
  const name = lineField('name', '姓名', { value: person?.name ?? '', autocomplete: 'off' }, '会写进每一次修改和审签的记录里，请用真实姓名。');
  const mail = lineField('mail', '邮箱（可以不填）', { value: person?.mail ?? '', type: 'email', autocomplete: 'off' }, '编务台有事时发邮件到这里。');
  const roles = tickFields('roles', '角色', ROLE_CHOICES, person?.roles ?? ['writer'], '可以有几个。初审、复审、终审的人也能写稿，但不能审自己写的。');
  const collections = tickFields('collections', '只管这些栏目', COLLECTION_CHOICES, person?.collections ?? [], '一个都不选，就是全部栏目。');
  const values = () => {
    const chosen = collections.ticked();
    return { name: name.input.value, mail: mail.input.value, roles: roles.ticked(), collections: chosen.length ? chosen : null };
  };
  return { name, mail, roles, collections, values };
}

/** Asks whom to invite; `send` does it. */
export function askToInvite(send: (invitation: Invitation) => Promise<unknown>): Promise<boolean> {
  const { name, mail, roles, collections, values } = fieldsOf();
  const username = lineField('username', '用户名', { autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' }, '登录时用，如 zhangsan：小写英文字母或数字。以后不能改。');
  return askForm(
    { title: '邀请同事', verb: '生成邀请链接', busy: '正在生成……', schema: Invitation, values: () => ({ ...values(), username: username.input.value }), send, first: name.input },
    name.field, username.field, mail.field, roles.field, collections.field,
  );
}

/** Asks what to change of a person. */
export function askToChange(person: Person, send: (change: PersonChange) => Promise<unknown>): Promise<boolean> {
  const { name, mail, roles, collections, values } = fieldsOf(person);
  return askForm(
    { title: `修改 ${person.name}（${person.username}）`, verb: '保存', busy: '正在保存……', schema: PersonChange, values, send, first: name.input },
    name.field, mail.field, roles.field, collections.field,
  );
}

import { type Notifying, WebhookForm, type WebhookFormat } from '../../protocol/notices.ts';
import { askForm } from '../dialogs/ask-form.ts';
import { element } from '../dialogs/dialog.ts';
import { choiceField, lineField } from '../dialogs/form-fields.ts';
import { FORMAT_CHOICES } from './words.ts';

const HINTS: Readonly<Record<WebhookFormat, string>> = {
  wecom: '在群里添加机器人，把它的 Webhook 地址整个复制过来。',
  dingtalk: '在群设置的“机器人”里添加自定义机器人，把它的 Webhook 地址整个复制过来。安全设置选“加签”；选“自定义关键词”的，关键词填“编务台”。',
  json: '每条消息是一个 POST：{"sentence", "at", "collection", "id", "link"}。回答 2xx 就算收到。',
};
const WHERE = 'https:// 开头的地址都可以；http:// 只能用于本机和内网的 IP 地址（127.*、10.*、172.16.*–172.31.*、192.168.*）。不跟随转址。';
const KEPT = '已经设置，不改就留空';

/** Asks to whom group messages go. What is secret is never shown again: left empty, it stays. Resolves with whether it was saved. */
export function askForWebhook(set: Notifying['webhook'], save: (form: WebhookForm) => Promise<unknown>): Promise<boolean> {
  const format = choiceField('format', '发给', FORMAT_CHOICES, set?.format ?? 'wecom');
  const hint = element('p', { class: 'desk-hint' });
  const secretive = { autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off' };
  const address = lineField('address', '接收地址', { inputmode: 'url', ...secretive }, WHERE);
  const secret = lineField('secret', '加签的密钥（可不填）', { type: 'password', ...secretive, autocomplete: 'new-password' }, '安全设置里 SEC 开头的那一串。换了接收地址，密钥也要重新填。');
  const chosen = () => format.input.value as WebhookFormat;
  const show = () => {
    const same = set?.format === chosen();
    hint.textContent = HINTS[chosen()];
    address.input.placeholder = same ? KEPT : '';
    secret.input.placeholder = same && set.signed ? KEPT : '';
    secret.field.hidden = chosen() !== 'dingtalk';
  };
  format.input.addEventListener('change', show);
  show();
  const values = () => ({ format: chosen(), ...(address.input.value.trim() ? { address: address.input.value } : {}), ...(secret.input.value.trim() && !secret.field.hidden ? { secret: secret.input.value } : {}) });
  return askForm(
    { title: '群消息', verb: '保存', busy: '正在保存……', schema: WebhookForm, values, send: save, first: format.input },
    format.field, hint, address.field, secret.field,
  );
}

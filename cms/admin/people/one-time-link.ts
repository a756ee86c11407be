import type { MadeLink } from '../../protocol/people.ts';
import { pages } from '../../protocol/paths.ts';
import { copyButton } from '../dialogs/copy-button.ts';
import { element, openDialog } from '../dialogs/dialog.ts';
import { time } from '../releases/present.ts';

/** Shows a link that was just made: this once, the desk itself keeps a hash of it. */
export function showLink({ kind, token, expiresAt }: MadeLink, name: string): void {
  const link = `${location.origin}${pages.invite}#${token}`;
  const done = element('button', { type: 'button', class: 'desk-button primary' }, '我已经记下');
  const dialog = openDialog(
    { title: kind === 'invite' ? `给 ${name} 的邀请链接` : `给 ${name} 的重设密码链接`, buttons: [done] },
    element('p', {}, '请把它交给本人，最好当面或打电话确认过以后；谁拿到它，谁就能用这个账号。只能用一次，', element('strong', {}, '关上以后不再显示'), '。'),
    element('p', {}, element('code', { class: 'one-time', tabindex: '0' }, link)),
    copyButton('复制链接', link),
    element('p', { class: 'desk-hint' }, '到 ', time(expiresAt), ' 为止有效。'),
  );
  done.addEventListener('click', () => dialog.close());
}

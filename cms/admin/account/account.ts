import { type Account, MailChange } from '../../protocol/people.ts';
import { pages } from '../../protocol/paths.ts';
import { STAGES } from '../../protocol/roles.ts';
import { deskClient } from '../backend/desk-client.ts';
import { askForm } from '../dialogs/ask-form.ts';
import { askToDo } from '../dialogs/ask-to-do.ts';
import { element } from '../dialogs/dialog.ts';
import { lineField } from '../dialogs/form-fields.ts';
import { askForOwnDeputy, deputyItem } from '../people/deputies.ts';
import { collectionsInWords, rolesInWords } from '../people/words.ts';
import { dayInBeijing } from '../page/beijing.ts';
import { onAct, openPage, part, reveal, say } from '../page/page.ts';
import { renew } from '../page/renew.ts';
import { troubleDoing } from '../page/trouble.ts';
import { accountClient } from './account-client.ts';
import { askForPassword, askToConfirm } from './password-form.ts';
import { sessionItem } from './sessions.ts';
import { enrol, showRecovery, twoStep } from './two-step.ts';

const client = accountClient(deskClient((...request) => fetch(...request)));
const page = openPage({ place: pages.account, every: 60_000, read: client.look, show, stands: '', leaves: true });

function show(account: Account): void {
  const { username, secondFactor, sessions, deputies, colleagues, roles } = account;
  const mustEnrol = secondFactor.required && !secondFactor.on;
  renew(part('notices'), mustEnrol ? [element('div', { class: 'notice care', 'data-key': 'must' },
    element('p', {}, '您的角色必须用动态口令。在下面设置好，才能进入编务台。'))] : []);
  renew(part('me'), [me(account)]);
  renew(part('two-step'), [twoStep(account)]);
  renew(part('sessions'), sessions.map(sessionItem));
  renew(part('deputies'), deputies.map((deputy) => deputyItem(deputy, deputy.username === username)));
  part('no-deputies').hidden = deputies.length > 0;
  part('end-others').hidden = sessions.length < 2;
  part('add-deputy').hidden = colleagues.length === 0 || !STAGES.some((stage) => roles.includes(stage));
  part('to-people').hidden = mustEnrol || !roles.includes('administrator');
  reveal();
}

function me({ name, username, roles, collections, mail }: Account): HTMLElement {
  const rows: [string, string][] = [['姓名', name], ['用户名', username], ['角色', rolesInWords(roles)], ['栏目', collectionsInWords(collections)], ['邮箱', mail ?? '没有填']];
  return element(
    'div',
    { 'data-key': 'me' },
    element('dl', {}, ...rows.map(([term, words]) => element('div', {}, element('dt', {}, term), element('dd', {}, words)))),
    element('p', { class: 'act buttons' },
      element('button', { type: 'button', class: 'desk-button', 'data-act': 'password', 'data-focus': 'password' }, '修改密码'),
      element('button', { type: 'button', class: 'desk-button', 'data-act': 'mail', 'data-focus': 'mail' }, '修改邮箱')),
  );
}

async function enrolHere(): Promise<void> {
  const mustHave = page.told!.secondFactor.required && !page.told!.secondFactor.on;
  if (!(await enrol(client))) return;
  // Whoever was kept from the desk is let in.
  if (mustHave) location.assign(pages.admin);
  else await page.done('动态口令已经开启，其他地方都已退出。');
}

async function renewRecovery(): Promise<void> {
  let recovery: string[] = [];
  if (!(await askToConfirm('重做备用码', '重做', '先前的备用码马上作废。', async (password) => void ({ recovery } = await client.renewRecovery(password))))) return;
  await showRecovery(recovery);
  await page.done('备用码已经重做。');
}

async function changeMail(): Promise<void> {
  const { field, input } = lineField('mail', '邮箱', { type: 'email', autocomplete: 'email', value: page.told!.mail ?? '' }, '编务台有事时发邮件到这里；不要就留空。');
  const changed = await askForm({
    title: '修改邮箱', verb: '保存', busy: '正在保存……', schema: MailChange, values: () => ({ mail: input.value }), send: ({ mail }) => client.changeMail(mail), first: input,
  }, field);
  if (changed) await page.done('邮箱已经修改。');
}

async function addDeputy(): Promise<void> {
  if (await askForOwnDeputy(page.told!.colleagues, dayInBeijing(Date.now()), client.addDeputy)) await page.done('已经指定代审人。');
}

/** Asks before something is ended. */
async function end(title: string, verb: string, words: string, act: () => Promise<unknown>, sentence: string): Promise<void> {
  if (await askToDo(title, verb, words, act)) await page.done(sentence);
}

async function signOut(): Promise<void> {
  try {
    await client.signOut();
    location.assign(pages.signIn);
  } catch (error) {
    say(troubleDoing(error));
  }
}

const acts: Readonly<Record<string, (button: HTMLElement) => Promise<void>>> = {
  password: async () => {
    if (await askForPassword(client.changePassword)) await page.done('密码已经修改，其他地方都已退出。');
  },
  mail: changeMail,
  enrol: enrolHere,
  recovery: renewRecovery,
  'take-off': async () => {
    if (await askToConfirm('关闭动态口令', '关闭', '关闭以后，知道密码就能登录。', client.takeOffSecondFactor)) await page.done('动态口令已经关闭。');
  },
  'sign-out': signOut,
  'end-session': ({ dataset }) => page.attempt(client.endSession(Number(dataset['session'])), '已经在那里退出。'),
  'end-others': () => end('退出其他所有地方？', '退出', '只留下这里；别处正在写、还没有保存的文字会留在那台电脑上。', client.endOthers, '其他地方都已退出。'),
  'add-deputy': addDeputy,
  'end-deputy': ({ dataset }) => end('取消这条代审？', '取消代审', '代审人马上不能再替您签；已经签过的仍然算数。', () => client.endDeputy(Number(dataset['deputy'])), '已经取消代审。'),
};

onAct((button) => {
  if (page.told) void acts[button.dataset['act'] ?? '']?.(button);
});

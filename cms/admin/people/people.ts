import type { MadeLink, People, Person } from '../../protocol/people.ts';
import { pages } from '../../protocol/paths.ts';
import { deskClient } from '../backend/desk-client.ts';
import { askToDo } from '../dialogs/ask-to-do.ts';
import { dayInBeijing } from '../page/beijing.ts';
import { onAct, openPage, part, reveal, say } from '../page/page.ts';
import { renew } from '../page/renew.ts';
import { chainForm, chainNotices, chosenChains } from './chains.ts';
import { askForDeputy, deputyItem } from './deputies.ts';
import { showLink } from './one-time-link.ts';
import { peopleClient } from './people-client.ts';
import { type Act, personItem } from './person.ts';
import { askToChange, askToInvite } from './person-form.ts';
import { chosenRoles, secondFactorForm } from './second-factor.ts';

const client = peopleClient(deskClient((...request) => fetch(...request)));
const page = openPage({ place: pages.people, every: 60_000, read: client.look, show, stands: '' });

function show(people: People): void {
  renew(part('people'), people.people.map(personItem));
  renew(part('chain-notices'), chainNotices(people));
  renew(part('chains'), [chainForm(people)]);
  renew(part('deputies'), people.deputies.map((deputy) => deputyItem(deputy, true)));
  part('no-deputies').hidden = people.deputies.length > 0;
  renew(part('factor'), [secondFactorForm(people)]);
  reveal();
}

async function invite(): Promise<void> {
  let made: MadeLink | undefined;
  let name = '';
  const invited = await askToInvite(async (invitation) => {
    made = await client.invite(invitation);
    ({ name } = invitation);
  });
  if (!invited || !made) return;
  await page.done(`已经邀请 ${name}。`);
  showLink(made, name);
}

async function renewLink({ id, name, state }: Person): Promise<void> {
  let made: MadeLink | undefined;
  const words = state === 'invited' ? '邀请链接' : '重设密码的链接';
  if (!(await askToDo(`给 ${name} 一个新的${words}？`, '生成链接', '先前发过的链接马上作废。密码在本人打开链接、设好新密码以后才变。', async () => void (made = await client.renewLink(id))))) return;
  await page.done(`已经生成给 ${name} 的${words}。`);
  showLink(made!, name);
}

const acts: Readonly<Record<Act, (person: Person) => Promise<void>>> = {
  change: async (person) => {
    if (await askToChange(person, (change) => client.change(person.id, change))) await page.done(`已经修改，${person.name} 下一次点击就按新的来。`);
  },
  link: renewLink,
  'withdraw-invitation': async ({ id, name }) => {
    if (await askToDo(`撤回给 ${name} 的邀请？`, '撤回邀请', '链接马上作废，这个用户名可以另给别人。', () => client.withdrawInvitation(id))) await page.done(`已经撤回给 ${name} 的邀请。`);
  },
  disable: async ({ id, name }) => {
    if (await askToDo(`停用 ${name} 的账号？`, '停用', '他马上退出，不能再登录。写过、审过的都还在记录里。以后可以恢复。', () => client.setState(id, 'disabled'))) await page.done(`已经停用 ${name} 的账号。`);
  },
  enable: async ({ id, name }) => {
    if (await askToDo(`恢复 ${name} 的账号？`, '恢复使用', '他可以用原来的密码登录，角色和从前一样。', () => client.setState(id, 'active'))) await page.done(`已经恢复 ${name} 的账号。`);
  },
  'sign-out': async ({ id, name }) => {
    if (await askToDo(`结束 ${name} 的全部登录？`, '结束全部登录', '电脑或手机丢了的时候用。他可以再登录。', () => client.signOut(id))) await page.done(`${name} 已经从所有地方退出。`);
  },
  'take-off': async ({ id, name }) => {
    if (await askToDo(`解除 ${name} 的动态口令？`, '解除', '手机丢了、备用码也找不到的时候用。请先确认是本人来找您。', () => client.takeOff(id))) await page.done(`已经解除 ${name} 的动态口令。`);
  },
};

async function addDeputy(): Promise<void> {
  const active = page.told!.people.filter(({ state }) => state === 'active');
  if (await askForDeputy(active, dayInBeijing(Date.now()), client.addDeputy)) await page.done('已经指定代审人。');
}

async function endDeputy(id: number): Promise<void> {
  if (await askToDo('取消这条代审？', '取消代审', '代审人马上不能再替他签；已经签过的仍然算数。', () => client.endDeputy(id))) await page.done('已经取消代审。');
}

function save(saving: Promise<unknown>, sentence: string): void {
  say('正在保存……');
  void page.attempt(saving, sentence);
}

onAct(({ dataset: { act, person: id, deputy } }) => {
  if (!page.told) return;
  const person = page.told.people.find((one) => String(one.id) === id);
  if (act === 'invite') void invite();
  else if (act === 'add-deputy') void addDeputy();
  else if (act === 'end-deputy') void endDeputy(Number(deputy));
  else if (act && person) void acts[act as Act](person);
});

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  event.preventDefault();
  if (form.id === 'chain-form') save(client.setChains(chosenChains(form)), '已经保存审签设定。');
  if (form.id === 'factor-form') save(client.requireSecondFactor(chosenRoles(form)), '已经保存，从下一次点击起执行。');
});

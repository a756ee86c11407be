import { api, pages } from '../../protocol/paths.ts';
import { Accepted, AcceptLink, LinkOffer } from '../../protocol/session.ts';
import { deskClient, DeskError } from '../backend/desk-client.ts';
import { gateForm } from '../gate/gate-form.ts';
import { insecure } from '../gate/secure-page.ts';

const client = deskClient((...request) => fetch(...request));
const part = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
const form = document.querySelector('form') as HTMLFormElement;
const [lead, notice] = [part('lead'), part('notice')];
const NO_TOKEN = '这个链接不完整。请把收到的整个链接复制到地址栏再打开。';

/** Read when it is sent: a person may mend the address while the page is open. */
const token = () => location.hash.slice(1);
let invited = false;

gateForm({
  form,
  notice,
  schema: AcceptLink,
  busy: '正在保存…',
  alsoWrong: ({ password = '', again = '' }): Record<string, string> => (password === again ? {} : { again: '两次输入的密码不一样' }),
  values: ({ name, password }) => ({ token: token(), password, ...(invited ? { name } : {}) }),
  send: async (values) => {
    await client.write('POST', `${api.link}/accept`, values, Accepted);
    // The link goes out of the history, too.
    location.replace(pages.signIn);
  },
});

/** Asks whose link it is, before anything is filled in. */
async function open(): Promise<void> {
  notice.textContent = insecure(globalThis) ?? '';
  form.hidden = true;
  if (!token()) {
    lead.textContent = '';
    notice.textContent = NO_TOKEN;
    return;
  }
  try {
    const { kind, name, username } = await client.write('POST', api.link, { token: token() }, LinkOffer);
    invited = kind === 'invite';
    part('title').textContent = invited ? '欢迎使用编务台' : '重设密码';
    lead.textContent = invited ? `${name}，同事邀请您一起写稿、审稿。设好密码就可以登录。` : `${name}，请设一个新密码。设好以后，要在各处重新登录。`;
    part('name-field').hidden = !invited;
    part<HTMLInputElement>('name').value = name;
    part<HTMLInputElement>('username').value = username;
    form.hidden = false;
    part<HTMLInputElement>('password').focus();
  } catch (error) {
    lead.textContent = '';
    notice.textContent = error instanceof DeskError ? `${error.message}。` : '没有成功，请刷新页面再试。';
  }
}

addEventListener('hashchange', () => void open());
void open();

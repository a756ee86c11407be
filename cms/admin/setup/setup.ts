import { pages } from '../../protocol/paths.ts';
import { Setup } from '../../protocol/session.ts';
import { deskClient } from '../backend/desk-client.ts';
import { gateForm } from '../gate/gate-form.ts';
import { insecure } from '../gate/secure-page.ts';

const client = deskClient((...request) => fetch(...request));
const form = document.querySelector('form') as HTMLFormElement;
const notice = document.getElementById('notice') as HTMLElement;
const chain = document.getElementById('chain') as HTMLSelectElement;
const NO_TOKEN = '这个链接不完整。请从服务器启动时显示的那一行里，把整个链接复制到地址栏再打开。';

/** Read when it is sent: a person may mend the address while the page is open. */
const token = () => decodeURIComponent(location.hash.slice(1));

gateForm({
  form,
  notice,
  schema: Setup,
  busy: '正在建立账号…',
  alsoWrong: ({ password = '', again = '' }): Record<string, string> => (password === again ? {} : { again: '两次输入的密码不一样' }),
  values: ({ name, username, password }) => ({ token: token(), name, username, password, chain: Number(chain.value) }),
  send: async (setup) => {
    await client.setUp(setup);
    // The desk has signed the person in; the link goes out of the history, too.
    location.replace(pages.admin);
  },
});

const warning = insecure(globalThis);
const openings = () => {
  notice.textContent = warning ?? (token() ? '' : NO_TOKEN);
};
openings();
addEventListener('hashchange', openings);
form.querySelector<HTMLInputElement>('#name')?.focus();

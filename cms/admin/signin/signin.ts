import { pages } from '../../protocol/paths.ts';
import { Credentials, type Session } from '../../protocol/session.ts';
import { deskClient } from '../backend/desk-client.ts';
import { gateForm } from '../gate/gate-form.ts';
import { placeAfterSignIn } from '../gate/next-page.ts';
import { insecure } from '../gate/secure-page.ts';

const client = deskClient((...request) => fetch(...request));
const form = document.querySelector('form') as HTMLFormElement;
const notice = document.getElementById('notice') as HTMLElement;
const code = document.getElementById('code') as HTMLInputElement;
const codeField = document.getElementById('code-field') as HTMLElement;
/** Whoever has yet to set up a second factor is shown where. */
const enter = ({ mustEnrol }: Session) => location.replace(mustEnrol ? pages.account : placeAfterSignIn(location));

gateForm({
  form,
  notice,
  schema: Credentials,
  busy: '正在登录…',
  values: ({ username, password, code: typed }) => ({ username, password, ...(typed?.trim() ? { code: typed } : {}) }),
  alsoWrong: ({ code: typed = '' }): Record<string, string> => (codeField.hidden || typed.trim() ? {} : { code: '请填写手机上的六位数字，或者一个备用码' }),
  send: async (credentials) => {
    const signedIn = await client.signIn(credentials);
    if ('needs' in signedIn) askForCode();
    else enter(signedIn);
  },
  again: () => (codeField.hidden ? undefined : code),
});

/** The password was right: the form asks for the code that goes with it. */
function askForCode(): void {
  codeField.hidden = false;
  notice.textContent = '';
  const button = form.querySelector<HTMLButtonElement>('.submit');
  if (button) {
    button.disabled = false;
    button.textContent = '登录';
  }
  code.focus();
}

const warning = insecure(globalThis);
if (warning) notice.textContent = warning;
// Whoever is signed in already goes straight on; an unreachable desk will say so at the button.
else client.session().then((session) => session && enter(session), () => {});

form.querySelector<HTMLInputElement>('#username')?.focus();

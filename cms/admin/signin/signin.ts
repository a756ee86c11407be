import { Credentials } from '../../protocol/session.ts';
import { deskClient } from '../backend/desk-client.ts';
import { gateForm } from '../gate/gate-form.ts';
import { placeAfterSignIn } from '../gate/next-page.ts';
import { insecure } from '../gate/secure-page.ts';

const client = deskClient((...request) => fetch(...request));
const form = document.querySelector('form') as HTMLFormElement;
const notice = document.getElementById('notice') as HTMLElement;
const enter = () => location.replace(placeAfterSignIn(location));

gateForm({
  form,
  notice,
  schema: Credentials,
  busy: '正在登录…',
  send: async (credentials) => {
    await client.signIn(credentials);
    enter();
  },
});

const warning = insecure(globalThis);
if (warning) notice.textContent = warning;
// Whoever is signed in already goes straight on; an unreachable desk will say so at the button.
else client.session().then((session) => session && enter(), () => {});

form.querySelector<HTMLInputElement>('#username')?.focus();

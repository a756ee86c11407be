import './admin.css';
import { deskClient, DeskError } from './backend/desk-client.ts';
import { signInAddress } from './gate/next-page.ts';
import { insecure } from './gate/secure-page.ts';

const status = document.getElementById('opening') as HTMLElement;

/** Decap remembers who was signed in; here only the cookie does, and the desk is asked at every start. */
localStorage.removeItem('decap-cms-user');

async function open(): Promise<void> {
  const client = deskClient((...request) => fetch(...request));
  // Both at once: nearly always somebody is signed in, and the application is large.
  const application = import('./start.ts');
  application.catch(() => {});
  const session = await client.session();
  if (session === null) {
    location.replace(signInAddress(location.hash));
    return;
  }
  const { start } = await application;
  status.remove();
  start(client, session);
}

function failed(error: unknown): void {
  const sentence = error instanceof DeskError ? error.message : '编务台的程序没有下载完整，请检查网络后再试';
  const again = document.createElement('button');
  again.type = 'button';
  again.className = 'desk-button primary';
  again.textContent = '再试一次';
  again.addEventListener('click', () => location.reload());
  status.replaceChildren(sentence, again);
}

const warning = insecure(globalThis);
if (warning) status.textContent = warning;
else open().catch(failed);

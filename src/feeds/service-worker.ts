import leave from '../offline/leave.js?raw';
import worker from '../offline/worker.js?raw';
import { listOf, settingOf } from '../queries/ask.ts';

/**
 * The service worker's script. It changes, and so is fetched by browsers that have it, when a service does, since those are kept unread;
 * and when offline reading is switched off: then it is one that removes what was kept, and itself.
 */
export function serviceWorker(): Response {
  const { offlineOff } = settingOf('site');
  const services = offlineOff ? [] : listOf('services', { list: 'all' });
  const keep = `// ${services.map(({ data }) => data.date).join(' ')}\nself.KEEP = ${JSON.stringify(services.map(({ address }) => address))};\n`;
  return new Response(offlineOff ? leave : keep + worker, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
}

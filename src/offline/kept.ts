/** A page that is kept in this browser. */
interface Kept {
  path: string;
  title: string;
  at: number;
}

/** What the service worker keeps, the last first. `src/offline/worker.js` writes it. */
async function keptPages(): Promise<Kept[]> {
  const pages = await caches.open('yunduan-pages');
  const found: Kept[] = [];
  for (const request of await pages.keys()) {
    const response = await pages.match(request);
    const path = new URL(request.url).pathname;
    if (!response || path === '/offline/') continue;
    // Text of our own pages, read and not run.
    const title = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('h1')?.textContent?.trim();
    found.push({ path, title: title || path, at: Number(response.headers.get('x-kept-at')) });
  }
  return found.sort((a, b) => b.at - a.at);
}

const DAY = new Intl.DateTimeFormat('zh-CN', { month: 'long', day: 'numeric', timeZone: 'Asia/Shanghai' });

async function show(): Promise<void> {
  const part = (name: string) => document.querySelector<HTMLElement>(`[data-kept="${name}"]`)!;
  // The service worker shows this page at the address that could not be had.
  part('lost').hidden = location.pathname === '/offline/';
  if (!('caches' in globalThis)) return;
  const pages = await keptPages();
  part('none').hidden = pages.length > 0;
  part('some').hidden = pages.length === 0;
  part('list').replaceChildren(...pages.map(({ path, title, at }) => {
    const [item, link, time] = [document.createElement('li'), document.createElement('a'), document.createElement('span')];
    [link.href, link.textContent, time.textContent] = [path, title, `${DAY.format(at)}存下`];
    item.append(link, time);
    return item;
  }));
}

/** Takes everything that was kept for reading; the page that says so stays. */
async function clear(): Promise<void> {
  const pages = await caches.open('yunduan-pages');
  await Promise.all([caches.delete('yunduan-images'), ...(await keptPages()).map(({ path }) => pages.delete(path))]);
  await show();
}

void show();
document.querySelector('[data-kept=clear]')?.addEventListener('click', () => void clear());
addEventListener('online', () => {
  if (location.pathname !== '/offline/') location.reload();
});

// The service worker: read articles and the services stay readable without a network. Network first, always: what is kept is shown only
// when the network gives nothing. A page is kept only if it says so itself (decision 0024); /admin/ is never touched.
const [PAGES, FILES, IMAGES] = ['yunduan-pages', 'yunduan-files', 'yunduan-images'];
const OFFLINE = '/offline/';
/** What a page says that may be kept: nothing of it has a day on which it leaves the public. */
const MAY_BE_KEPT = '<meta name="offline" content="keep">';
/** How much is kept, the last of it, and for how long. */
const [MOST_PAGES, MOST_FILES, MOST_IMAGES, LONGEST] = [60, 80, 60, 30 * 24 * 3_600_000];
/** Pages that are being kept, by path: their pictures wait for what comes of it. */
const keeping = new Map();

const ours = (url) => url.origin === location.origin && !/^\/(?:admin|healthz)(?:\/|$)/.test(url.pathname);

async function trim(cache, most) {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
}

/** Drops a page with its pictures. */
async function drop(path) {
  await (await caches.open(PAGES)).delete(path);
  const images = await caches.open(IMAGES);
  const of = `?of=${encodeURIComponent(path)}`;
  for (const key of await images.keys()) if (new URL(key.url).search === of) await images.delete(key);
}

/** Keeps what a page is shown with, as far as it is not there: hashed styles and scripts, and what those name. */
async function keepFiles(text, base) {
  const files = await caches.open(FILES);
  const named = [...text.matchAll(/(?:href|src)="(\/_astro\/[^"]+|\/favicon\.svg)"|url\(["']?(\/_astro\/[^"')]+\.svg)|["'](\.\/[\w.-]+\.js)["']/g)];
  for (const [, linked, drawn, imported] of named) {
    const path = linked ?? drawn ?? new URL(imported, base).pathname;
    if (await files.match(path)) continue;
    const response = await fetch(path);
    if (!response.ok) continue;
    await files.put(path, response.clone());
    if (/\.(?:css|js)$/.test(path)) await keepFiles(await response.text(), new URL(path, location.origin));
  }
  await trim(files, MOST_FILES);
}

/** Keeps a page, and lets its pictures wait for what comes of it. */
function keep(path, response) {
  const done = keepOrDrop(path, response).catch(() => {}).finally(() => keeping.delete(path));
  keeping.set(path, done);
  return done;
}

/** Keeps a page that the network gave, or drops it where it may not be kept (any more), was led away from or is gone. */
async function keepOrDrop(path, response) {
  // A server in trouble says nothing of the page.
  if (response.status >= 500) return;
  const html = response.ok && !response.redirected ? await response.text() : '';
  if (!html.includes(MAY_BE_KEPT)) return void (await drop(path));
  await keepFiles(html, location.origin);
  const headers = new Headers(response.headers);
  for (const name of ['content-encoding', 'content-length']) headers.delete(name);
  headers.set('x-kept-at', String(Date.now()));
  const pages = await caches.open(PAGES);
  // Deleted first: the order is that of keeping, and the oldest go.
  await pages.delete(path);
  await pages.put(path, new Response(html, { headers }));
  await trim(pages, MOST_PAGES);
}

/** Fetches and keeps a page that nobody navigates to. */
const visit = async (path) => keep(path, await fetch(path, { cache: 'no-cache' }));

/** A kept page, saying that it is one; undefined where there is none, or it is too old. */
async function kept(path) {
  const response = await (await caches.open(PAGES)).match(path);
  if (!response) return undefined;
  const at = Number(response.headers.get('x-kept-at'));
  if (Date.now() - at > LONGEST && path !== OFFLINE) return void (await drop(path));
  const day = new Intl.DateTimeFormat('zh-CN', { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'Asia/Shanghai' }).format(at);
  const told = path === OFFLINE ? '' : `<p class="wrap note" role="status">现在没有网络。这是${day}存下的页面，可能不是最新的。</p>`;
  return new Response((await response.text()).replace('<main', () => `${told}<main`), { headers: response.headers });
}

async function page(event, { href, pathname }) {
  let response;
  try {
    // By its address: not every browser lets a navigation be fetched again with another cache mode. Nothing comes from the browser's own cache unasked.
    response = await fetch(href, { cache: 'no-cache', redirect: 'manual', credentials: 'same-origin' });
  } catch {
    return (await kept(pathname)) ?? (await kept(OFFLINE)) ?? Response.error();
  }
  event.waitUntil(keep(pathname, response.clone()));
  return response;
}

async function file(event, { pathname }) {
  const { request } = event;
  const files = await caches.open(FILES);
  if (pathname === '/favicon.svg') return fetch(request).catch(async () => (await files.match(pathname)) ?? Response.error());
  const known = await files.match(pathname);
  if (known) return known;
  const response = await fetch(request);
  // Answered first, kept beside: a page never waits for what is only of use later.
  if (response.ok) event.waitUntil(files.put(pathname, response.clone()).catch(() => {}));
  return response;
}

/** A picture, kept only if the page that shows it is. Without a network another width or format of it will do. */
async function image(event, { pathname }) {
  try {
    const response = await fetch(event.request);
    const copy = response.clone();
    if (response.ok) event.waitUntil(self.clients.get(event.clientId).then((client) => keepImages(client, [pathname], async () => copy)).catch(() => {}));
    return response;
  } catch {
    const stem = pathname.replace(/-\d+\.\w+$/, '-');
    const images = await caches.open(IMAGES);
    const keys = await images.keys();
    const key = keys.find(({ url }) => new URL(url).pathname === pathname) ?? keys.find(({ url }) => new URL(url).pathname.startsWith(stem));
    return (key && (await images.match(key))) ?? Response.error();
  }
}

async function keepImages(client, pathnames, get) {
  const path = client && new URL(client.url).pathname;
  await keeping.get(path);
  if (!path || !(await (await caches.open(PAGES)).match(path))) return;
  const images = await caches.open(IMAGES);
  for (const pathname of pathnames) {
    const key = `${pathname}?of=${encodeURIComponent(path)}`;
    const response = (await images.match(key)) ? undefined : await get(pathname).catch(() => undefined);
    if (response?.ok) await images.put(key, response);
  }
  await trim(images, MOST_IMAGES);
}

/** A page that was opened before there was a worker to see it, with its pictures: the browser's own cache has those, the network is not asked. */
async function keepOpened(client, addresses) {
  const url = new URL(client.url);
  if (!ours(url)) return;
  await visit(url.pathname);
  const paths = addresses.map((address) => new URL(address, location.origin)).filter((one) => ours(one) && one.pathname.startsWith('/media/')).map(({ pathname }) => pathname);
  await keepImages(client, paths, (path) => fetch(path, { cache: 'only-if-cached', mode: 'same-origin' }));
}

self.addEventListener('message', (event) => event.waitUntil(keepOpened(event.source, event.data).catch(() => {})));

self.addEventListener('install', (event) => event.waitUntil((async () => {
  await visit(OFFLINE);
  await Promise.allSettled(self.KEEP.map(visit));
})()));
// A newer worker does not push this one aside (`skipWaiting`): a page that this one is just then fetching would wait for ever.

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || !ours(url)) return;
  if (request.mode === 'navigate') event.respondWith(page(event, url));
  else if (url.pathname.startsWith('/_astro/') || url.pathname === '/favicon.svg') event.respondWith(file(event, url));
  else if (request.destination === 'image' && url.pathname.startsWith('/media/')) event.respondWith(image(event, url));
});

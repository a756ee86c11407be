/**
 * Takes the worker and what it kept away from a browser that has it, where offline reading is switched off. The page that it is just
 * serving still has it, and it may keep a file of that page once more: what is left the next page takes.
 */
async function forget(): Promise<void> {
  await Promise.all((await navigator.serviceWorker.getRegistrations()).map((registration) => registration.unregister()));
  await Promise.all((await caches.keys()).filter((name) => name.startsWith('yunduan-')).map((name) => caches.delete(name)));
}

if ('serviceWorker' in navigator && 'caches' in globalThis) forget().catch(() => {});

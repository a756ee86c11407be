// Offline reading is switched off: browsers that have its service worker get this one instead, which takes everything away and then itself.
self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('yunduan-')) await caches.delete(name);
  await self.registration.unregister();
})()));

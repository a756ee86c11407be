// Offline reading is switched off: browsers that have its service worker get this one instead, which takes everything away and then itself.
// It does not push the old one aside: a page that the old one is just then fetching would wait for ever (seen in Chromium). Pages take the
// worker away by themselves (`forget.ts`); this one is for browsers that open none with scripts.
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('yunduan-')) await caches.delete(name);
  await self.registration.unregister();
})()));

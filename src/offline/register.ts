// Where the browser cannot, or may not (a private window, plain http), or the site says no, nothing is lost but offline reading.
if (document.documentElement.dataset['offline'] !== 'off' && 'serviceWorker' in navigator && 'caches' in globalThis) {
  const { serviceWorker } = navigator;
  // This page came before the worker did: it is told of it, and of the pictures that are there.
  if (!serviceWorker.controller) void serviceWorker.ready.then(({ active }) => active?.postMessage([...document.images].map(({ currentSrc }) => currentSrc).filter(Boolean)));
  addEventListener('load', () => void serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => {}));
}

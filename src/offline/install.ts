/** Milliseconds from the page's being there until what it is called on a home screen is asked for. */
const LATER = 3000;

// The manifest, and the picture that it names, are nothing that a reader waits for: on a slow network they would take from what is read.
addEventListener('load', () => setTimeout(() => document.head.append(Object.assign(document.createElement('link'), { rel: 'manifest', href: '/manifest.webmanifest' })), LATER));

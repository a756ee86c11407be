// What the site is called on a telephone's home screen is asked for once the page is there: the manifest and the picture that it names
// would take from what is read.
addEventListener('load', () => document.head.append(Object.assign(document.createElement('link'), { rel: 'manifest', href: '/manifest.webmanifest' })));

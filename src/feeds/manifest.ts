import { settingOf } from '../queries/ask.ts';

/** The web app manifest: what the site is called where it is put on a telephone's home screen, and in which colours it opens (`src/styles/tokens.css`). */
export function manifest(): Response {
  const { name, tagline } = settingOf('site');
  const told = {
    name, description: tagline, lang: 'zh-CN', dir: 'ltr', id: '/', start_url: '/', scope: '/', display: 'minimal-ui', background_color: '#fbf6ec', theme_color: '#8c2316',
    icons: [{ src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' }],
  };
  return new Response(JSON.stringify(told), { headers: { 'Content-Type': 'application/manifest+json; charset=utf-8' } });
}

import { addressOf, articles } from '../news.mjs';
import { site } from '../site.mjs';

const escape = (/** @type {string} */ text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

export async function GET() {
  const items = (await articles()).slice(0, 20).map((article) => {
    const address = `${site.address}${addressOf(article)}`;
    return `<item><title>${escape(article.data.title)}</title><link>${address}</link><guid>${address}</guid><pubDate>${article.data.date.toUTCString()}</pubDate><description>${escape(article.data.summary)}</description></item>`;
  });
  const channel = `<title>${site.name}</title><link>${site.address}/</link><description>${site.tagline}</description><language>zh-CN</language>`;
  return new Response(`<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>${channel}${items.join('\n')}</channel></rss>\n`);
}

import { addressesOf, mapParts, settingOf } from '../queries/ask.ts';
import { columns } from '../queries/columns.ts';
import { topicPages, topicsColumn } from '../queries/topic-pages.ts';
import { type CollectionName, isCollection } from '../model/collections.ts';

const xml = (body: string): Response =>
  new Response(`<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } });
const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
/** The pages that are no entry's: the columns, the topic pages, the ways through the site. */
const STANDING = ['/', ...[...Object.values(columns), topicsColumn, ...Object.values(topicPages)].map(({ path }) => path), '/keywords/', '/site-map/'];
const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** The index of the site map's parts. Source: sitemaps.org, protocol 0.9. */
export function siteMapIndex(): Response {
  const { address } = settingOf('site');
  const parts = mapParts();
  return xml(`<sitemapindex ${NAMESPACE}>${parts.map((part) => `<sitemap><loc>${escape(`${address}/sitemap/${part}.xml`)}</loc></sitemap>`).join('')}</sitemapindex>`);
}

/** One part: `columns`, a collection without dates (`services`), or a month of one with (`news-2026-11`). 404 for any other name. */
export function siteMapPart(part: string): Response {
  const { address } = settingOf('site');
  const [, collection = '', month] = /^([a-z]+)(?:-(\d{4}-\d{2}))?$/.exec(part) ?? [];
  const addresses = part === 'columns' ? STANDING : isCollection(collection) ? addressesOf(collection as CollectionName, month) : [];
  if (addresses.length === 0) return new Response(null, { status: 404 });
  return xml(`<urlset ${NAMESPACE}>${addresses.map((path) => `<url><loc>${escape(encodeURI(address + path))}</loc></url>`).join('')}</urlset>`);
}

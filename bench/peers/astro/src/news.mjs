import { createHash } from 'node:crypto';
import { getCollection } from 'astro:content';

/** @typedef {{ id: string, digest?: string, data: { title: string, date: Date, channel: string, source: string, summary: string, topics: string[] } }} Article */

/** Beijing time, `YYYY-MM-DD HH:mm`, whatever the machine's zone. */
export const minute = (/** @type {Date} */ date) => new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
export const day = (/** @type {Date} */ date) => minute(date).slice(0, 10);
export const addressOf = (/** @type {Article} */ article) => `/news/${article.id}/`;
export const hash = (/** @type {unknown} */ value) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 24);

/** All articles, the newest first. @returns {Promise<Article[]>} */
export async function articles() {
  const all = /** @type {Article[]} */ (await getCollection(/** @type {never} */ ('news')));
  return all.sort((a, b) => b.data.date.getTime() - a.data.date.getTime());
}

/** The articles of every month, the newest month (`YYYY-MM`) first. @returns {Promise<Map<string, Article[]>>} */
export async function months() {
  return Map.groupBy(await articles(), (article) => day(article.data.date).slice(0, 7));
}

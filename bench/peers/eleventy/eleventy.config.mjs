import { readFileSync } from 'node:fs';
import MarkdownIt from 'markdown-it';

const pictures = JSON.parse(readFileSync('pictures.json', 'utf8'));
const minute = (/** @type {Date} */ date) => new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
const newest = (/** @type {any} */ api) => api.getFilteredByTag('news').sort((/** @type {any} */ a, /** @type {any} */ b) => b.date - a.date);

/** CommonMark and tables, headings with ids, images of the variants that were made beforehand. */
function markdown() {
  const md = new MarkdownIt({ html: true });
  const escape = md.utils.escapeHtml;
  md.renderer.rules.heading_open = (tokens, at, options, _env, self) => {
    tokens[at].attrSet('id', tokens[at + 1].content.replace(/[\s"'<>&#%?/\\]+/g, '-'));
    return self.renderToken(tokens, at, options);
  };
  md.core.ruler.push('figures', ({ tokens }) => {
    tokens.forEach((token, at) => {
      if (token.type !== 'inline' || token.children?.length !== 1 || token.children[0].type !== 'image') return;
      tokens[at - 1].tag = tokens[at + 1].tag = 'figure';
    });
  });
  md.renderer.rules.image = (tokens, at) => {
    const { content, attrs } = tokens[at];
    const { src, title } = Object.fromEntries(attrs ?? []);
    const made = pictures[src];
    const sources = ['avif', 'webp'].map((format) => `<source type="image/${format}" srcset="${made[format]}" sizes="${made.sizes}">`).join('');
    const shown = `<img src="${made.src}" srcset="${made.jpg}" sizes="${made.sizes}" width="${made.width}" height="${made.height}" alt="${escape(content)}" loading="lazy" decoding="async">`;
    return `<picture>${sources}${shown}</picture>${title ? `<figcaption>${escape(title)}</figcaption>` : ''}`;
  };
  return md;
}

export default function configure(/** @type {any} */ eleventy) {
  eleventy.setUseGitIgnore(false);
  eleventy.setLibrary('md', markdown());
  eleventy.addPassthroughCopy({ static: '/' });

  eleventy.addCollection('newest', newest);
  // Neighbours are set once here: Eleventy's own filters for them search the whole collection for every page.
  eleventy.addCollection('neighbours', (/** @type {any} */ api) => {
    const all = newest(api);
    return Object.fromEntries(all.map((/** @type {any} */ item, /** @type {number} */ at) => [item.url, { newer: all[at - 1], older: all[at + 1] }]));
  });
  eleventy.addCollection('months', (/** @type {any} */ api) =>
    [...Map.groupBy(newest(api), (/** @type {any} */ item) => minute(item.date).slice(0, 7))].map(([name, articles]) => ({ name, year: name.slice(0, 4), month: name.slice(5), articles })));

  eleventy.addFilter('minute', minute);
  eleventy.addFilter('day', (/** @type {Date} */ date) => minute(date).slice(0, 10));
  eleventy.addFilter('first', (/** @type {unknown[]} */ list, /** @type {number} */ count) => list.slice(0, count));
  eleventy.addFilter('number', Number);
  eleventy.addFilter('years', (/** @type {any[]} */ months) => [...Map.groupBy(months, ({ year }) => year)].map(([year, all]) => ({ year, months: all })));
  eleventy.addFilter('headings', (/** @type {string} */ html) => [...html.matchAll(/<h([23]) id="([^"]*)">(.*?)<\/h\1>/g)].map(([, depth, id, text]) => ({ depth, id, text })));

  // Plain Markdown: no template language inside the articles, which is Eleventy's fastest way with them.
  return { dir: { input: 'site', output: '_site' }, markdownTemplateEngine: false, htmlTemplateEngine: 'njk' };
}

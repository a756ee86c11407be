import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const pictures = JSON.parse(readFileSync(join(process.cwd(), 'pictures.json'), 'utf8'));
const escape = (/** @type {string} */ text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

/** An image that stands alone becomes a figure of the variants that were made beforehand. */
export const figures = {
  name: 'figures',
  /** @param {any} node @param {any} context */
  paragraph(node, context) {
    const [image, ...rest] = node.children;
    const made = image?.type === 'image' && rest.length === 0 ? pictures[image.url] : undefined;
    if (!made) return;
    const sources = ['avif', 'webp'].map((format) => `<source type="image/${format}" srcset="${made[format]}" sizes="${made.sizes}">`).join('');
    const shown = `<img src="${made.src}" srcset="${made.jpg}" sizes="${made.sizes}" width="${made.width}" height="${made.height}" alt="${escape(image.alt ?? '')}" loading="lazy" decoding="async">`;
    const caption = image.title ? `<figcaption>${escape(image.title)}</figcaption>` : '';
    context.replaceNode(node, { type: 'html', value: `<figure><picture>${sources}${shown}</picture>${caption}</figure>` });
  },
};

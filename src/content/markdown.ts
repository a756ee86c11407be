import MarkdownIt from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import footnote from 'markdown-it-footnote';
import type { Finding } from './finding.ts';
import { decodeAddress, type Environment, type Heading, type MarkdownContext } from './markdown/environment.ts';
import { anchors } from './markdown/headings.ts';
import { figures } from './markdown/figures.ts';
import { links } from './markdown/links.ts';
import { sanitize } from './markdown/sanitize.ts';
import { tables } from './markdown/tables.ts';
import { tibetan } from './markdown/tibetan.ts';

export interface Rendered {
  html: string;
  headings: Heading[];
  findings: Finding[];
  /** The uploads under `/media/` that it shows or links. */
  shown: string[];
}

// `**注意：**请` must be bold (CommonMark leaves the stars): hence the CJK-friendly plugin. Smart punctuation stays off.
const renderer = new MarkdownIt({ html: true, linkify: true, typographer: false })
  .use(cjkFriendly).use(footnote).use(anchors).use(figures).use(links).use(tables).use(tibetan);
// Only whole http(s) addresses become links, and only as far as ASCII goes: Chinese text follows an address without a blank.
renderer.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
const ADDRESS = /^\/\/[A-Za-z0-9](?:[\w.~:/?#@!$&'*+,;=%()-]*[\w~/#=&$-])?/;
for (const scheme of ['http:', 'https:']) renderer.linkify.add(scheme, { validate: (text, at) => ADDRESS.exec(text.slice(at))?.[0].length ?? 0 });
for (const scheme of ['ftp:', '//', 'mailto:']) renderer.linkify.add(scheme, null);
// Every text is asked whether it holds an address: by what all of them have, not by the pattern for all that might be one.
renderer.linkify.pretest = (text) => text.includes('://');
renderer.renderer.rules['footnote_block_open'] = () => '<section class="footnotes"><h2 class="footnotes-title">注释</h2><ol>\n';
renderer.renderer.rules['footnote_anchor'] = (tokens, index, options, env, self) => {
  const id = self.rules['footnote_anchor_name']?.(tokens, index, options, env, self) ?? '';
  const sub = tokens[index]?.meta as { subId: number };
  return ` <a href="#fnref${id}${sub.subId > 0 ? `:${sub.subId}` : ''}" class="footnote-backref" aria-label="回到正文">↩</a>`;
};
renderer.renderer.rules['html_block'] = renderer.renderer.rules['html_inline'] = (tokens, index, _options, env) => {
  const environment = env as Environment;
  environment.hasHtml = true;
  const raw = tokens[index]?.content ?? '';
  for (const [, address] of raw.matchAll(/href\s*=\s*["']?(\/media\/[^"'\s>?#]+)/gi)) {
    const file = decodeAddress(address!);
    if (environment.context.media(file)) environment.shown.add(file);
  }
  // Pictures come from Markdown alone, where each is checked; `sanitize` cannot tell a raw one from ours.
  return raw.replace(/<\/?(?:img|picture|source)\b[^>]*>?/gi, '');
};

/** Renders a body: CommonMark, tables, footnotes; sanitised; headings with ids; images as pictures. Pure. */
export function renderMarkdown(markdown: string, context: MarkdownContext): Rendered {
  const env: Environment = { context, headings: [], findings: [], shown: new Set(), hasHtml: false };
  const html = renderer.render(markdown, env);
  return { html: env.hasHtml ? sanitize(html) : html, headings: env.headings, findings: env.findings, shown: [...env.shown] };
}

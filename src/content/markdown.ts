import MarkdownIt, { type Env } from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import footnote from 'markdown-it-footnote';
import type { Finding } from './finding.ts';
import type { Environment, Heading, MarkdownContext } from './markdown/environment.ts';
import { anchors } from './markdown/headings.ts';
import { figures } from './markdown/figures.ts';
import { links } from './markdown/links.ts';
import { sanitize } from './markdown/sanitize.ts';
import { tables } from './markdown/tables.ts';

export interface Rendered {
  html: string;
  headings: Heading[];
  findings: Finding[];
}

// `**注意：**请` must be bold (CommonMark leaves the stars): hence the CJK-friendly plugin. Smart punctuation stays off.
const renderer = new MarkdownIt({ html: true, linkify: true, typographer: false })
  .use(cjkFriendly).use(footnote).use(anchors).use(figures).use(links).use(tables);
// A bare domain inside Chinese text swallows the characters behind it; only whole http(s) addresses become links.
renderer.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
renderer.renderer.rules['footnote_block_open'] = () => '<section class="footnotes"><h2 class="footnotes-title">注释</h2><ol>\n';
renderer.renderer.rules['footnote_anchor'] = (tokens, index, options, env, self) => {
  const id = self.rules['footnote_anchor_name']?.(tokens, index, options, env, self) ?? '';
  const sub = tokens[index]?.meta as { subId: number };
  return ` <a href="#fnref${id}${sub.subId > 0 ? `:${sub.subId}` : ''}" class="footnote-backref" aria-label="回到正文">↩</a>`;
};
renderer.renderer.rules['html_block'] = renderer.renderer.rules['html_inline'] = (tokens, index, _options, env) => {
  (env as unknown as Environment).hasHtml = true;
  return tokens[index]?.content ?? '';
};

/** Renders a body: CommonMark, tables, footnotes; sanitised; headings with ids; images as pictures. Pure. */
export function renderMarkdown(markdown: string, context: MarkdownContext): Rendered {
  const env: Environment = { context, headings: [], findings: [], hasHtml: false };
  const html = renderer.render(markdown, env as unknown as Env);
  return { html: env.hasHtml ? sanitize(html) : html, headings: env.headings, findings: env.findings };
}

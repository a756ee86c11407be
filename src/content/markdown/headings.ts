import type { MarkdownIt } from 'markdown-it';
import type { Environment } from './environment.ts';

/** Headings get ids made of their text. The page's title is the only h1, so `#` in a body becomes h2. */
export function anchors(md: MarkdownIt): void {
  md.core.ruler.push('anchors', (state) => {
    const env = state.env as unknown as Environment;
    const used = new Set<string>();
    state.tokens.forEach((token, index) => {
      if (token.type !== 'heading_open') return;
      const depth = Math.max(2, Number(token.tag.slice(1)));
      const close = state.tokens[index + 2];
      token.tag = `h${depth}`;
      if (close) close.tag = token.tag;
      const inline = state.tokens[index + 1];
      const text = (inline?.children ?? []).filter((t) => t.type === 'text' || t.type === 'code_inline').map((t) => t.content).join('').trim();
      const base = text.replace(/[\s"'<>&#%?/\\]+/g, '-').replace(/^-+|-+$/g, '') || 'section';
      let id = base;
      for (let count = 2; used.has(id); count++) id = `${base}-${count}`;
      used.add(id);
      token.attrSet('id', id);
      env.headings.push({ depth, id, text });
    });
  });
}

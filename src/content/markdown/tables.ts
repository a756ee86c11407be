import type { MarkdownIt, Token } from 'markdown-it';

/** A wide table scrolls inside its own frame, which the keyboard can reach. */
export function tables(md: MarkdownIt): void {
  md.renderer.rules['table_open'] = () => '<div class="table" role="group" aria-label="表格" tabindex="0"><table>\n';
  md.renderer.rules['table_close'] = () => '</table></div>\n';
  md.renderer.rules['th_open'] = (tokens, index, options, _env, self) => {
    tokens[index]!.attrSet('scope', 'col');
    return align(tokens[index]!, () => self.renderToken(tokens, index, options));
  };
  md.renderer.rules['td_open'] = (tokens, index, options, _env, self) => align(tokens[index]!, () => self.renderToken(tokens, index, options));
}

/** markdown-it aligns by a style attribute, which the site's CSP forbids: a class instead. */
function align(token: Token, render: () => string): string {
  const match = /text-align:(\w+)/.exec(String(token.attrGet('style') ?? ''));
  token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'style');
  if (match) token.attrSet('class', `align-${match[1]}`);
  return render();
}

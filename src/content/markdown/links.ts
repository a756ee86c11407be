import type { MarkdownIt } from 'markdown-it';

/** What a link may lead to; markdown-it itself would also take any unknown scheme. */
const ALLOWED = /^(?:https?:|mailto:|tel:|#|\?|(?!\/\/)[^:]*$)/i;

/** Links out are marked for the eye and for screen readers; addresses of other schemes (`file:`, `javascript:`) stay text. */
export function links(md: MarkdownIt): void {
  md.validateLink = (address) => ALLOWED.test(address.trim());
  md.core.ruler.push('links-out', (state) => {
    for (const token of state.tokens) {
      const children = token.children ?? [];
      let out = false;
      for (const child of children) {
        if (child.type === 'link_open') {
          out = /^https?:/i.test(String(child.attrGet('href') ?? ''));
          if (out) {
            child.attrSet('class', 'out');
            child.attrSet('rel', 'external noopener');
          }
        } else if (child.type === 'link_close' && out) child.meta = { out: true };
      }
    }
  });
  md.renderer.rules['link_close'] = (tokens, index) =>
    (tokens[index]?.meta as { out?: boolean } | null)?.out ? '<span class="visually-hidden">（站外链接）</span></a>' : '</a>';
}

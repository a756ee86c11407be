import type { MarkdownIt } from 'markdown-it';
import { decodeAddress, type Environment, useMedia } from './environment.ts';

/** What a link may lead to; markdown-it itself would also take any unknown scheme. */
const ALLOWED = /^(?:https?:|mailto:|tel:|#|\?|(?!\/\/)[^:]*$)/i;

/** Links out are marked for the eye and for screen readers; addresses of other schemes (`file:`, `javascript:`) stay text. */
export function links(md: MarkdownIt): void {
  md.validateLink = (address) => ALLOWED.test(address.trim());
  md.core.ruler.push('links-out', (state) => {
    const env = state.env as unknown as Environment;
    for (const token of state.tokens) {
      const children = token.children ?? [];
      let out = false;
      for (const child of children) {
        if (child.type === 'link_open') {
          const address = decodeAddress(String(child.attrGet('href') ?? ''));
          out = /^https?:/i.test(address);
          const file = address.replace(/[?#].*$/, '');
          if (file.startsWith('/media/')) useMedia(env, file, token.map?.[0] ?? 0, `找不到文件 ${file}；请重新上传或删去这个链接`);
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

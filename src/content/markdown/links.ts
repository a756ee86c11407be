import type { MarkdownIt } from 'markdown-it';
import { bodyFinding, decodeAddress, type Environment, useMedia } from './environment.ts';

/** What a link may lead to: a place of this site, or the schemes that a reader's browser knows. */
const ALLOWED = /^(?:https?:\/\/[^/\s]|mailto:|tel:|#|\/(?!\/))/i;
/** What is never even made into a link: it could run. */
const DANGEROUS = /^\s*(?:javascript|vbscript|data):/i;

/** Links out are marked for the eye and for screen readers; a link that leads nowhere (`file:`, a bare word) is a finding. */
export function links(md: MarkdownIt): void {
  md.validateLink = (address) => !DANGEROUS.test(address);
  md.core.ruler.push('links-out', (state) => {
    const env = state.env as unknown as Environment;
    for (const token of state.tokens) {
      const children = token.children ?? [];
      let out = false;
      // A link that is no part of a sentence is a target of its own, and has to be as large as one.
      const whole = children[0]?.type === 'link_open' && children.findIndex(({ type }) => type === 'link_close') === children.length - 1;
      for (const child of children) {
        if (child.type === 'link_open') {
          if (whole) child.attrJoin('class', 'alone');
          const address = decodeAddress(String(child.attrGet('href') ?? ''));
          out = /^https?:/i.test(address);
          if (!ALLOWED.test(address)) {
            const sentence = `链接 ${address.slice(0, 80)} 打不开；站内的以 / 开头，站外的以 https:// 开头`;
            env.findings.push(bodyFinding(env, token.map?.[0] ?? 0, 'link', sentence, '[改革任务](/tasks/)'));
            child.attrSet('href', '#');
          }
          const file = address.replace(/[?#].*$/, '');
          if (file.startsWith('/media/')) useMedia(env, file, token.map?.[0] ?? 0, `找不到文件 ${file}；请重新上传或删去这个链接`);
          if (out) {
            child.attrJoin('class', 'out');
            child.attrSet('rel', 'external noopener');
          }
        } else if (child.type === 'link_close' && out) child.meta = { out: true };
      }
    }
  });
  md.renderer.rules['link_close'] = (tokens, index) =>
    (tokens[index]?.meta as { out?: boolean } | null)?.out ? '<span class="visually-hidden">（站外链接）</span></a>' : '</a>';
}

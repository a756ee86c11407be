import type { MarkdownIt, Token } from 'markdown-it';
import { languageOf, TIBETAN } from '../../model/language.ts';

/** Tibetan is marked as such, a whole block or the words between Chinese ones: fonts, line breaks and voices go by it. */
export function tibetan(md: MarkdownIt): void {
  md.core.ruler.push('tibetan', (state) => {
    const split = (token: Token): Token[] => {
      if (token.type !== 'text' || !TIBETAN.test(token.content)) return [token];
      return token.content.split(new RegExp(`(${TIBETAN.source})`, 'u')).filter(Boolean).flatMap((content) => {
        const text = new state.Token('text', '', 0);
        text.content = content;
        if (!TIBETAN.test(content)) return [text];
        const open = new state.Token('tibetan_open', 'span', 1);
        open.attrSet('lang', 'bo');
        return [open, text, new state.Token('tibetan_close', 'span', -1)];
      });
    };
    state.tokens.forEach((token, index) => {
      if (token.type !== 'inline' || !TIBETAN.test(token.content)) return;
      // The paragraph of a tight list leaves no trace: its item says it.
      const block = state.tokens.slice(0, index).findLast((one) => one.nesting === 1 && !one.hidden);
      if (languageOf(token.content) && block) block.attrSet('lang', 'bo');
      else token.children = (token.children ?? []).flatMap(split);
    });
  });
}

/** A zero-width space: Pagefind cuts words at it, readers never see it. */
const CUT = '\u200b';

/**
 * Signs that count as characters of their own, for the index and for the query alike. Pagefind would drop them and join
 * what stands on both sides: 108.2 would be found as 1082 and shown so, 帮扶、助学 as 帮扶助学 (measured). The quotation mark
 * `"` is not here, since Pagefind takes it for the sign of a phrase.
 */
export const SIGNS = "+%#.,;:?!&@=~'()[]/-—…·，。、；：？！“”‘’（）《》〈〉「」『』【】〔〕";

/** Wide forms of signs that belong to figures and words; other wide punctuation stays as written. */
export const WIDE = /[＋％＃．]/;

/** One token a character: every letter of any script but Tibetan, every digit and every sign. */
const TOKEN = new RegExp(`[\\p{L}\\p{N}${SIGNS.replace(/[\]\\^-]/g, '\\$&')}]`, 'u');

/**
 * Cuts text into characters for the index. The space stands before each character, since behind it block separators
 * would be lost (measured). Letters, digits and what belongs to them take their plain form (`Ａ` → `A`, `％` → `%`), punctuation stays as written, because
 * excerpts are made of this text. Tibetan's tsheg becomes a blank.
 */
export function cutText(text: string): string {
  let out = '';
  for (const character of text) {
    if (character === '\u0f0b' || character === '\u0f0c') out += ' ';
    else if (/\p{Script=Tibetan}/u.test(character)) out += character;
    else if (/[\p{L}\p{N}]/u.test(character) || WIDE.test(character)) for (const plain of character.normalize('NFKC')) out += CUT + plain;
    else out += TOKEN.test(character) ? CUT + character : character;
  }
  return out;
}

const SKIPPED = /^(?:script|style|title|textarea|template)$/i;
/**
 * Where a block ends. Pagefind 1.6 separates only some of them, and only behind a letter (measured): 服务对象 and 职工 in the
 * two halves of a list would be found as 服务对象职工.
 */
const ENDS = /^<(?:\/(?:p|div|li|t[dhr]|h[1-6]|section|article|[uod]l|d[dt]|caption|figure|figcaption|summary|legend|header|footer|aside|blockquote|pre|address)\b|[bh]r\b)/i;
/** The full stop that Pagefind would put there, as a token of its own. */
const SEPARATOR = `${CUT}. `;

/** Cuts the text between the tags of a page; attributes, scripts, styles and the title stay as they are. */
export function spaceCharacters(html: string): string {
  let skipping: string | undefined;
  let running = false;
  return html.replace(/(<!--[\s\S]*?-->|<(?:"[^"]*"|'[^']*'|[^'">])*>)|([^<]+)/g, (all, tag: string | undefined, text: string | undefined) => {
    if (tag !== undefined) {
      const name = /^<(\/?)([a-zA-Z][\w-]*)/.exec(tag);
      if (name && skipping && name[1] && name[2]!.toLowerCase() === skipping) skipping = undefined;
      else if (name && !skipping && !name[1] && SKIPPED.test(name[2]!)) skipping = name[2]!.toLowerCase();
      const ends = running && !skipping && ENDS.test(tag);
      if (ends) running = false;
      return ends ? SEPARATOR + tag : tag;
    }
    if (skipping) return all;
    if (all.trim()) running = !/[。！？.!?，、；：]\s*$/.test(all);
    return cutEscaped(text ?? '');
  });
}

/** Character references stay whole: `&nbsp;` is one sign, not five letters. */
const cutEscaped = (text: string) => text.split(/(&(?:#\d+|#x[0-9a-f]+|\w+);)/i).map((part, i) => (i % 2 ? part : cutText(part))).join('');

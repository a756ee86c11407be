/** A footnote's text, as the form of it has it. */
interface Footnote {
  name?: string;
  text?: string;
}

/**
 * The text of a footnote, `[^1]: …`. The rich text editor knows no footnotes: it takes the line for the address of a link
 * and spoils both. As a component of its own it stays what it is, and can be mended.
 */
export const footnoteComponent = {
  id: 'footnote',
  label: '脚注',
  pattern: /^\[\^([^\]\s]+)\]:[ \t]*([^\n]*(?:\n[ \t]+[^\n]+)*)/,
  fromBlock: (match: RegExpMatchArray): Footnote => ({ name: match[1] ?? '', text: match[2] ?? '' }),
  toBlock: ({ name = '', text = '' }: Footnote) => `[^${name}]: ${text}`,
  toPreview: ({ text = '' }: Footnote) => text,
  fields: [
    { name: 'name', label: '脚注编号', widget: 'string', hint: '和正文里 [^1] 的编号一样' },
    { name: 'text', label: '脚注文字', widget: 'text' },
  ],
};

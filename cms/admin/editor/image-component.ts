/** What the form of an image in the text asks for. */
interface InlineImage {
  image?: string;
  alt?: string;
  title?: string;
}

/** Square brackets would end the description in Markdown; the wide ones read the same. */
const inBrackets = (text: string) => text.replaceAll('[', '［').replaceAll(']', '］').replace(/\s+/g, ' ').trim();
/** Double quotes would end the caption. */
const inQuotes = (text: string) => text.replaceAll('"', '”').replace(/\s+/g, ' ').trim();

/**
 * An image in the text, as decap-cms-editor-component-image has it but in Chinese: the same Markdown, `![alt](path "caption")`.
 * `toPreview` is left out: the preview is the page itself.
 */
export const imageComponent = {
  id: 'image',
  label: '图片',
  pattern: /^!\[([^\]]*)\]\((.*?)(\s"([^"]*)")?\)/,
  fromBlock: (match: RegExpMatchArray): InlineImage => ({ image: match[2] ?? '', alt: match[1] ?? '', title: match[4] ?? '' }),
  toBlock: ({ image = '', alt = '', title = '' }: InlineImage) => `![${inBrackets(alt)}](${image}${title ? ` "${inQuotes(title)}"` : ''})`,
  toPreview: ({ alt = '' }: InlineImage) => alt,
  fields: [
    { name: 'image', label: '图片', widget: 'image', choose_url: false, media_library: { config: { multiple: false } } },
    { name: 'alt', label: '说明文字', widget: 'string', hint: '图上是什么？读屏软件会念给看不见图的人听' },
    { name: 'title', label: '图注', widget: 'string', required: false, hint: '显示在图片下方，可以不写' },
  ],
};

import { z } from 'astro/zod';
import { type Common, field } from '../field.ts';

export interface TextOptions extends Common {
  /** The longest allowed length in UTF-16 units, as both Decap and JavaScript count. */
  max?: number;
  /** A pattern the whole value must match, with the sentence that is shown when it does not. */
  pattern?: readonly [source: string, sentence: string];
  /** Several lines of plain text. */
  lines?: boolean;
}

/** YAML can write what no page can show: halves of characters and control characters. Half a character would stop a whole publication. */
const isShowable = (value: string) => value.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value);

/** Plain text. Either a length or a pattern is its one constraint, because Decap shows one sentence a field. */
export function text<const O extends TextOptions>(options: O) {
  const max = options.max ?? 200;
  const [source, sentence] = options.pattern ?? [
    options.lines ? `^[\\s\\S]{1,${max}}$` : `^(?! )[^\\r\\n]{1,${max}}(?<! )$`,
    options.lines
      ? `“${options.label}”最多 ${max} 个字`
      : `“${options.label}”须在一行内写完，最多 ${max} 个字，首尾不留空格`,
  ];
  const expression = new RegExp(source);
  const wrongType = `“${options.label}”须为文字；如果是一串数字，请加上英文引号`;
  return field({
    kind: options.lines ? 'prose' : 'text',
    options,
    example: `示例${options.label}`,
    present: z.string(wrongType).refine(isShowable, `“${options.label}”里有无法显示的字符，请删去重写`).regex(expression, sentence),
    decap: { widget: options.lines ? 'text' : 'string', pattern: [source, sentence] },
  });
}

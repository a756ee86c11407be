import { z } from 'astro/zod';
import { type Common, field } from '../field.ts';

/** The Markdown after the frontmatter. */
export function body<const O extends Common>(options: O) {
  return field({
    kind: 'body',
    options,
    example: '第一段正文。',
    present: z.string(`“${options.label}”须为文字`),
    decap: {
      widget: 'richtext',
      modes: ['rich_text', 'raw'],
      buttons: ['bold', 'italic', 'link', 'heading-two', 'heading-three', 'quote', 'bulleted-list', 'numbered-list'],
      editor_components: ['image'],
    },
  });
}

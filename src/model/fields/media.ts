import { z } from 'astro/zod';
import { type Common, field } from '../field.ts';
import { IMAGE_KINDS, MEDIA_KINDS } from '../media.ts';

function media<const O extends Common>(options: O, kind: 'image' | 'file', endings: readonly string[]) {
  const source = `^/media/(?:[^/.][^/]*/)*[^/.][^/]*\\.(?:${endings.join('|')})$`;
  const sentence = `“${options.label}”须为已上传的${kind === 'image' ? '图片' : '文件'}（${endings.join('、')}）`;
  return field({
    kind,
    options,
    example: `/media/2026/11/0123456789abcdef.${endings[0]}`,
    present: z.string(sentence).regex(new RegExp(source), sentence),
    decap: { widget: kind, pattern: [source, sentence], choose_url: false, media_library: { config: { multiple: false } } },
  });
}

/** The address of an uploaded image. */
export const image = <const O extends Common>(options: O) => media(options, 'image', IMAGE_KINDS);
/** The address of an uploaded file of any listed kind. */
export const file = <const O extends Common>(options: O) => media(options, 'file', MEDIA_KINDS);

import type { MarkdownIt } from 'markdown-it';
import { escapeHtml, pictureHtml } from '../picture.ts';
import { bodyFinding, decodeAddress, type Environment, useMedia } from './environment.ts';

/** Images become pictures of several widths; one that stands alone becomes a figure, its title the caption. */
export function figures(md: MarkdownIt): void {
  md.core.ruler.push('figures', (state) => {
    const env = state.env as unknown as Environment;
    state.tokens.forEach((token, index) => {
      if (token.type !== 'inline') return;
      const images = (token.children ?? []).filter((child) => child.type === 'image');
      const line = token.map?.[0] ?? 0;
      for (const image of images) {
        const source = String(image.attrGet('src') ?? '');
        const address = decodeAddress(source);
        const ours = address.startsWith('/media/');
        if (!ours) {
          env.findings.push(bodyFinding(env, line, 'image-place', `图片 ${source.slice(0, 80)} 不在本站；请上传后再插入`, '![图上是什么](/media/2026/11/0123456789abcdef.jpg)'));
        }
        const media = ours ? useMedia(env, address, line, `找不到图片 ${address}；请重新上传或删去`) : undefined;
        if (media && !media.image) env.findings.push(bodyFinding(env, line, 'image-kind', `${address} 不是图片；请作为附件或链接插入`));
        if (!image.content.trim()) {
          env.findings.push(bodyFinding(env, line, 'image-alt', '图片缺少说明文字；请写明图上是什么', `![图上是什么](${source})`));
        }
        image.meta = { media };
      }
      const alone = images.length === 1 && token.children?.every((c) => c.type === 'image' || (c.type === 'text' && !c.content.trim()) || c.type === 'softbreak');
      const open = state.tokens[index - 1];
      const close = state.tokens[index + 1];
      if (alone && open?.type === 'paragraph_open' && close?.type === 'paragraph_close' && !open.hidden) {
        open.tag = close.tag = 'figure';
        images[0]!.meta = { ...(images[0]!.meta as object), caption: images[0]!.attrGet('title') };
      }
    });
  });
  md.renderer.rules['image'] = (tokens, index) => {
    const token = tokens[index]!;
    const { media, caption } = token.meta as { media?: Parameters<typeof pictureHtml>[0]; caption?: string | null };
    if (!media?.image) return '';
    return pictureHtml(media, token.content) + (caption ? `<figcaption>${escapeHtml(String(caption))}</figcaption>` : '');
  };
}

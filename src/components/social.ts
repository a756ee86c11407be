import { CARD, cardAddress } from '../content/cards/card.ts';
import type { Setting } from '../model/collections.ts';
import { cardOf } from '../queries/cards.ts';
import type { ArticleMeta } from './article-meta.ts';
import { tag } from './tags.ts';

/** How a page looks where it is passed on (Open Graph; what Twitter's tags lack is taken from there). */
export function social(site: Setting<'site'>, page: { title: string; description: string; path: string; article?: ArticleMeta | undefined }): string {
  const { title, description, path, article } = page;
  const graph: [property: string, content: string][] = [
    ['og:type', article ? 'article' : 'website'],
    ['og:site_name', site.name],
    ['og:locale', 'zh_CN'],
    ['og:title', title],
    ['og:description', description],
    ['og:url', `${site.address}${path}`],
    // The standard's `Image` is the article's own picture; this one is drawn of its title (decision 0023).
    ['og:image', site.address + cardAddress(cardOf(site, article))],
    ['og:image:width', String(CARD.width)],
    ['og:image:height', String(CARD.height)],
    ...(article ? [['article:published_time', article.date]] as [string, string][] : []),
  ];
  return graph.map(([property, content]) => tag('meta', { property, content })).join('') + tag('meta', { name: 'twitter:card', content: 'summary_large_image' });
}

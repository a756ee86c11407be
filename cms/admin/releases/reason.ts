import { declared, declaredSetting, isCollection, isSetting } from '../../../src/model/collections.ts';

/** As much of a recorded question as is said here; `src/queries/question.ts` has all of it, and may have more one day. */
interface Asked {
  ask?: unknown;
  collection?: unknown;
  name?: unknown;
  query?: { list?: unknown; month?: unknown };
}

/** What list of a page another entry is on, by what the page asks of the collection. */
const ABOUT: Record<string, string> = { news: '相关动态变了', policies: '相关解读变了', notices: '公示结果变了' };

/**
 * Why a page was made again, in a few words: `because` is the question whose answer changed, as JSON, or `new`.
 * What is not understood is still said to have changed.
 */
export function reason(because: string): string {
  if (because === 'new') return '新页面';
  const { ask, collection: name, name: setting, query } = parsed(because);
  const collection = typeof name === 'string' && isCollection(name) ? declared(name) : undefined;
  switch (ask) {
    case 'entry': return '条目改了';
    case 'card': return `引用的${labelOf(collection)}条目改了`;
    case 'list': return listed(query ?? {}, collection);
    case 'months': return `${labelOf(collection)}的月份变了`;
    case 'addresses': return `${labelOf(collection)}的网址清单变了`;
    case 'topics': case 'topic': case 'subjects': return '主题词变了';
    case 'validities': return '政策的有效性变了';
    case 'setting': return typeof setting === 'string' && isSetting(setting) ? `${declaredSetting(setting).label}改了` : '设置改了';
    case 'moved': return '网址变更改了';
    case 'map': return '网站地图的目录变了';
    default: return '内容变了';
  }
}

/** Several reasons of one page, each said once. */
export const reasons = (because: readonly string[]): string => [...new Set(because.map(reason))].join('、');

function listed({ list, month }: NonNullable<Asked['query']>, collection: Labelled | undefined): string {
  switch (list) {
    case 'neighbours': return '上一篇或下一篇变了';
    case 'related': return '相关文章变了';
    case 'about': return ABOUT[collection?.name ?? ''] ?? '相关条目变了';
    case 'month': return `${labelOf(collection)}${typeof month === 'string' ? ` ${spoken(month)}` : ''}的列表变了`;
    default: return `${labelOf(collection)}列表变了`;
  }
}

type Labelled = { name: string; label: string };

const labelOf = (collection: Labelled | undefined): string => collection?.label ?? '栏目';
/** `2026-11` is said `2026年11月`. */
const spoken = (month: string): string => month.replace(/^(\d{4})-0?(\d{1,2})$/, '$1年$2月');

function parsed(because: string): Asked {
  try {
    const value: unknown = JSON.parse(because);
    return typeof value === 'object' && value !== null ? (value as Asked) : {};
  } catch {
    return {};
  }
}

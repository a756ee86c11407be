import { declared, isCollection } from '../../../src/model/collections.ts';

const NAMES: Record<string, string> = {
  '/': '首页', '/search/': '搜索', '/search/traditional.json': '繁简对照', '/404.html': '找不到的页面',
  '/feed.xml': '全站订阅源', '/sitemap.xml': '网站地图（供搜索引擎）', '/site-map/': '网站地图', '/keywords/': '主题词', '/topics/': '专题',
  '/feed.json': '全站订阅源（JSON）', '/robots.txt': '给搜索引擎的说明', '/offline/': '离线阅读', '/sw.js': '离线阅读程序', '/manifest.webmanifest': '网站应用说明',
  '/_redirects': '网址变更表', '/_redirects.nginx': '网址变更表（nginx）', '/_redirects.caddy': '网址变更表（Caddy）', '/.well-known/security.txt': '安全问题联系方式',
};

/** What a public path is called, such as `改革动态 2026年11月`; the path itself where it has no name. */
export function pageName(path: string): string {
  if (Object.hasOwn(NAMES, path)) return NAMES[path]!;
  if (path.startsWith('/sitemap/')) return '网站地图的一部分';
  if (path.startsWith('/keywords/')) return '主题词的一页';
  if (path.startsWith('/topics/')) return '专题的一页';
  const [, name = '', rest = ''] = /^\/([a-z]+)\/(.*)$/.exec(path) ?? [];
  if (!isCollection(name)) return path;
  const { label } = declared(name);
  if (rest === '') return `${label}栏目`;
  if (rest === 'feed.xml') return `${label}订阅源`;
  if (rest === 'feed.json') return `${label}订阅源（JSON）`;
  const [, archived] = /^archive\/(\d{4})\/$/.exec(rest) ?? [];
  if (archived) return `${label} ${archived}年`;
  if (/^(?:topics|validity)\//.test(rest)) return `${label}的筛选页`;
  const [, year, month, part] = /^(\d{4})\/(\d{2})\/(?:(\d+)\/)?$/.exec(rest) ?? [];
  if (year) return `${label} ${year}年${Number(month)}月${part ? `（第 ${part} 部分）` : ''}`;
  const [, id] = /^([^/]+)\/$/.exec(rest) ?? [];
  return id ? `${label} ${id}` : path;
}

import { expect, it } from 'vitest';
import { pageName } from './page-name.ts';

it.each([
  ['/', '首页'],
  ['/news/', '改革动态栏目'],
  ['/news/2026/03/', '改革动态 2026年3月'],
  ['/notices/2026/11/2/', '公示公告 2026年11月（第 2 部分）'],
  ['/news/2026-11-20-0930/', '改革动态 2026-11-20-0930'],
  ['/services/zhuxue/', '服务项目 zhuxue'],
  ['/policies/feed.xml', '政策订阅源'],
  ['/services/feed.xml', '服务项目订阅源'],
  ['/feed.xml', '全站订阅源'],
  ['/news/feed.json', '改革动态订阅源（JSON）'],
  ['/404.html', '找不到的页面'],
  ['/sitemap/news-2026-11.xml', '网站地图的一部分'],
  ['/news/archive/2026/', '改革动态 2026年'],
  ['/policies/validity/unstated/', '政策的筛选页'],
  ['/policies/topics/3fa2b1c4/unstated/', '政策的筛选页'],
  ['/keywords/3fa2b1c4/', '主题词的一页'],
  ['/topics/', '专题'],
  ['/topics/reform/', '专题的一页'],
  ['/old/place/', '/old/place/'],
  ['/constructor/x/', '/constructor/x/'],
])('the page at %s is called %s', (path, name) => {
  expect(pageName(path)).toBe(name);
});

/** A column of the site as its pages, breadcrumbs and meta tags name it. */
export interface Column {
  path: string;
  title: string;
  /** A sentence for readers, under the title and in `ColumnDescription`. */
  description: string;
  keywords: string;
  /** One of the values of 国办发〔2017〕47号 (`standards.md` §1.2). */
  type: '首页' | '概况信息' | '工作动态' | '政策文件' | '信息公开目录' | '数据发布' | '办事服务';
}

export const home: Column = { path: '/', title: '首页', description: '', keywords: '工会,改革,政策,公示,服务', type: '首页' };

export const columns = {
  news: { path: '/news/', title: '改革动态', description: '工会改革的进展、做法与成效。', keywords: '工会改革,改革动态,工作进展', type: '工作动态' },
  policies: { path: '/policies/', title: '政策与解读', description: '政策文件说了什么，用大白话怎么讲。', keywords: '政策文件,政策解读,工会改革', type: '政策文件' },
  notices: { path: '/notices/', title: '公示公告', description: '评选、帮扶、资助的公示，以及公告和通知，接受群众监督。', keywords: '公示,公告,通知,结果', type: '信息公开目录' },
  services: { path: '/services/', title: '服务项目', description: '困难职工帮扶、医疗互助、金秋助学三个服务项目。', keywords: '困难职工帮扶,医疗互助,金秋助学', type: '办事服务' },
  tasks: { path: '/tasks/', title: '改革任务', description: '改革方案确定的任务和它们的进展。', keywords: '改革任务,任务清单,进展', type: '工作动态' },
  data: { path: '/data/', title: '改革数据', description: '改革中可以核对的数字，配图、配表、写明来源。', keywords: '改革数据,统计,图表', type: '数据发布' },
  places: { path: '/places/', title: '职工阵地', description: '职工服务中心、工人文化宫和培训教育基地。', keywords: '职工服务中心,工人文化宫,培训教育基地', type: '概况信息' },
} as const satisfies Record<string, Column>;

/**
 * The columns that have feeds: those whose entries say when they were published or last changed. Tasks and figures say only up to
 * which day they hold (`asOf`), and stand on one page together.
 */
export const FED = ['news', 'policies', 'notices', 'services', 'places'] as const satisfies readonly (keyof typeof columns)[];
export type Fed = (typeof FED)[number];

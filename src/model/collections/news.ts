import { collection } from '../collection.ts';
import { deskFields } from '../desk-fields.ts';
import { body, choice, file, flag, image, list, moment, reference, rows, text } from '../fields.ts';

export const CHANNELS = ['改革动态', '工作进展', '基层一线', '服务职工'] as const;

/** Reform news: what happened, told as an article. */
export const news = collection({
  name: 'news',
  label: '改革动态',
  one: '动态',
  description: '工会改革的进展、做法与成效。',
  naming: 'dated',
  summary: '{{title}}（{{date | date(\'YYYY-MM-DD\')}}）',
  fields: {
    title: text({ label: '标题', max: 60, example: '十五项改革任务过半完成' }),
    subtitle: text({ label: '副标题', max: 80, required: false }),
    date: moment({ label: '发布时间', hint: '到这个时间才会公开' }),
    channel: choice({ label: '栏目', values: CHANNELS, default: '改革动态' }),
    source: text({ label: '来源', max: 80, hint: '转载须写明出处', example: '黄南州总工会' }),
    author: text({ label: '作者', max: 40, required: false }),
    editor: text({ label: '责任编辑', max: 40, required: false }),
    summary: text({ label: '摘要', max: 160, lines: true, hint: '列表和搜索结果里显示', example: '一两句话说清这篇讲什么。' }),
    cover: image({ label: '封面图', required: false }),
    coverAlt: text({ label: '封面图说明', max: 120, required: false, hint: '有封面图必填；读屏软件会念给看不见图的人听' }),
    topics: list(text({ label: '主题词', max: 20, example: '工会改革' }), { label: '主题词', required: false, max: 8 }),
    attachments: rows(
      { title: text({ label: '附件名称', max: 80 }), file: file({ label: '文件' }) },
      { label: '附件', required: false, max: 20, summary: '{{fields.title}}' },
    ),
    services: list(reference({ label: '相关服务', to: 'services' }), { label: '相关服务', required: false, max: 6 }),
    pinned: flag({ label: '置顶' }),
    body: body({ label: '正文' }),
    ...deskFields,
  },
  rules: [
    {
      name: 'cover-alt',
      field: 'coverAlt',
      sentence: '有封面图就要写“封面图说明”，让看不见图的人也知道图上是什么',
      holds: (data) => !data.cover || Boolean(data.coverAlt),
    },
  ],
});

import { collection } from '../collection.ts';
import { deskFields } from '../desk-fields.ts';
import { body, choice, day, list, moment, number, rows, text } from '../fields.ts';

export const PLACE_KINDS = ['职工服务中心', '工人文化宫', '职工书屋', '培训教育基地'] as const;

/** A place of the union's: where workers are served, taught and entertained. */
export const places = collection({
  name: 'places',
  label: '职工阵地',
  one: '阵地',
  description: '职工服务中心、工人文化宫、培训教育基地等。',
  naming: 'chosen',
  summary: '{{title}}（{{kind}}）',
  fields: {
    title: text({ label: '名称', max: 40, example: '示例县工人文化宫' }),
    order: number({ label: '排列次序', min: 1, max: 99, hint: '小的在前' }),
    kind: choice({ label: '类别', values: PLACE_KINDS }),
    county: text({ label: '所在县（市）', max: 20, required: false, hint: '没有依据就留空' }),
    date: moment({ label: '更新时间' }),
    asOf: day({ label: '情况截至', required: false }),
    summary: text({ label: '一句话说明', max: 160, lines: true }),
    honours: list(text({ label: '命名', max: 60, example: '全国职工教育培训优秀示范点' }), { label: '获得的命名', required: false, max: 10 }),
    details: rows(
      {
        item: text({ label: '项目', max: 40, example: '总建筑面积' }),
        amount: text({ label: '情况', max: 60, example: '2060多平方米' }),
        note: text({ label: '说明', max: 120, required: false }),
      },
      { label: '基本情况', required: false, max: 20, summary: '{{fields.item}}：{{fields.amount}}' },
    ),
    address: text({ label: '地址', max: 120, required: false, hint: '没有依据就留空，页面会写“来源未载”' }),
    hours: text({ label: '开放时间', max: 120, required: false, hint: '没有依据就留空' }),
    phones: list(text({ label: '电话', max: 40 }), { label: '电话', required: false, max: 5 }),
    source: text({ label: '来源', max: 80 }),
    body: body({ label: '补充说明', required: false }),
    ...deskFields,
  },
});

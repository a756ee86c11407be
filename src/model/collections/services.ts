import { collection } from '../collection.ts';
import { deskFields } from '../desk-fields.ts';
import { body, list, moment, number, rows, text } from '../fields.ts';

/** A service programme as a guide: who, how much, what to bring, steps, where. */
export const services = collection({
  name: 'services',
  label: '服务项目',
  one: '服务项目',
  description: '困难职工帮扶、医疗互助、金秋助学三个服务项目。',
  naming: 'chosen',
  summary: '{{title}}',
  fields: {
    title: text({ label: '名称', max: 30, example: '金秋助学' }),
    order: number({ label: '排列次序', min: 1, max: 99, hint: '小的在前' }),
    date: moment({ label: '更新时间' }),
    summary: text({ label: '一句话说明', max: 160, lines: true }),
    audience: text({ label: '服务对象', max: 200, lines: true }),
    basis: text({ label: '设定依据', max: 200, lines: true, required: false }),
    conditions: list(text({ label: '条件', max: 160 }), { label: '申请条件', required: false, max: 20 }),
    entitled: text({ label: '我能申请吗', max: 400, lines: true, required: false, hint: '用大白话说清谁能申请、谁不能；没有依据就留空，页面会写明来源没有说明' }),
    after: text({ label: '申请之后', max: 400, lines: true, required: false, hint: '交了材料以后会怎样：谁来核实、多久、名单怎样公示、钱怎样发' }),
    standards: rows(
      {
        item: text({ label: '项目', max: 40 }),
        amount: text({ label: '标准', max: 60 }),
        note: text({ label: '说明', max: 120, required: false }),
      },
      { label: '标准', required: false, max: 30, summary: '{{fields.item}} {{fields.amount}}' },
    ),
    materials: list(text({ label: '材料', max: 120 }), { label: '办理材料', required: false, max: 20 }),
    steps: list(text({ label: '步骤', max: 200 }), { label: '办理流程', required: false, max: 20 }),
    time: text({ label: '办理时间', max: 120, required: false }),
    place: text({ label: '办理地点', max: 120, required: false }),
    phones: list(text({ label: '电话', max: 40 }), { label: '咨询电话', required: false, max: 5 }),
    source: text({ label: '来源', max: 80 }),
    body: body({ label: '补充说明', required: false }),
    ...deskFields,
  },
});

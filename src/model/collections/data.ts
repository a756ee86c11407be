import { collection } from '../collection.ts';
import { deskFields } from '../desk-fields.ts';
import { choice, day, number, rows, text } from '../fields.ts';

/** How figures are drawn: bars of one length each, parts of a whole, before and after, or numbers alone. */
export const DRAWINGS = ['条形', '构成', '前后对比', '数字'] as const;

/** The reform in figures, one entry a group of figures that are shown together; all share one page. */
export const data = collection({
  name: 'data',
  label: '数据',
  one: '一组数据',
  description: '改革中可以核对的数字，每组配图、配表、写明来源。',
  naming: 'chosen',
  shared: true,
  summary: '{{order}}. {{title}}',
  fields: {
    title: text({ label: '标题', max: 40, example: '对下补助' }),
    order: number({ label: '排列次序', min: 1, max: 99, hint: '小的在前' }),
    summary: text({ label: '一句话说明', max: 160, lines: true, hint: '说清这组数字意味着什么' }),
    drawing: choice({ label: '画法', values: DRAWINGS, hint: '单位不同的数字选“数字”；各部分相加等于总数的选“构成”' }),
    unit: text({ label: '单位', max: 10, required: false, hint: '画成图的必填，如 万元、名、%', example: '万元' }),
    figures: rows(
      {
        item: text({ label: '项目', max: 18, hint: '图上一行写完', example: '乡镇工会分类补助' }),
        value: number({ label: '数值', min: 0, max: 1_000_000, decimals: 2 }),
        before: number({ label: '原来的数值', min: 0, max: 1_000_000, decimals: 2, required: false, hint: '“前后对比”必填' }),
        shown: text({ label: '显示为', max: 30, required: false, hint: '数字前后还有字时填写，如 2060多平方米' }),
        note: text({ label: '说明', max: 80, required: false }),
      },
      { label: '数字', min: 1, max: 12, summary: '{{fields.item}} {{fields.value}}' },
    ),
    asOf: day({ label: '数字截至' }),
    source: text({ label: '来源', max: 80 }),
    ...deskFields,
  },
  rules: [
    {
      name: 'unit',
      field: 'unit',
      sentence: '画成图的数字要写明单位；单位各不相同的，请把“画法”改成“数字”，并逐项填写“显示为”',
      holds: (entry) => entry.drawing === '数字' || Boolean(entry.unit),
    },
    {
      name: 'before',
      field: 'figures',
      sentence: '“前后对比”的每一项都要填写“原来的数值”',
      holds: (entry) => entry.drawing !== '前后对比' || entry.figures.every(({ before }) => before !== undefined),
    },
  ],
});

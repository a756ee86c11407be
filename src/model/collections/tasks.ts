import { collection } from '../collection.ts';
import { deskFields } from '../desk-fields.ts';
import { choice, day, flag, list, number, text } from '../fields.ts';

export const TASK_STATES = ['已完成或基本完成', '正在实施', '未完成'] as const;

/** The reform's task list, one entry a task. */
export const tasks = collection({
  name: 'tasks',
  label: '改革任务',
  one: '改革任务',
  description: '改革方案确定的任务：内容、责任、时限与进展。',
  naming: 'chosen',
  shared: true,
  summary: '{{order}}. {{title}}（{{state}}）',
  fields: {
    title: text({ label: '任务', max: 120 }),
    unnamed: flag({ label: '来源未列出名称', hint: '核对到任务清单后填写名称，并取消勾选' }),
    order: number({ label: '排列次序', min: 1, max: 99, hint: '只用于本站排列，不是任务清单的原编号' }),
    state: choice({ label: '进展', values: TASK_STATES }),
    asOf: day({ label: '进展截至' }),
    responsible: text({ label: '责任人', max: 60, required: false, hint: '写职务，不写姓名' }),
    lead: text({ label: '牵头单位', max: 60, required: false }),
    partners: list(text({ label: '单位', max: 60 }), { label: '协办单位', required: false, max: 10 }),
    deadline: day({ label: '完成时限', required: false }),
    items: list(text({ label: '具体工作', max: 160 }), { label: '具体工作', required: false, max: 10 }),
    source: text({ label: '来源', max: 80 }),
    ...deskFields,
  },
});

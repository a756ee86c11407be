import { collection } from '../collection.ts';
import { deskFields } from '../desk-fields.ts';
import { body, choice, day, file, flag, list, moment, reference, rows, text } from '../fields.ts';

/** A name that shows no more than a surname: 张*、欧阳**. */
const MASKED = /^[\p{Script=Han}]{1,2}[*＊]{1,3}$/u;

/** Public notices: what is shown to the public, from when to when, and where to object. */
export const notices = collection({
  name: 'notices',
  label: '公示公告',
  one: '公示或公告',
  description: '评选、帮扶、资助的公示，以及公告和通知。',
  naming: 'dated',
  summary: '{{kind}}：{{title}}',
  fields: {
    title: text({ label: '标题', max: 80 }),
    kind: choice({ label: '类别', values: ['公示', '公告', '通知', '结果'] }),
    sample: flag({ label: '示例', hint: '演示用的内容，页面上会醒目地标出“示例”' }),
    date: moment({ label: '发布时间', hint: '到这个时间才会公开' }),
    starts: day({ label: '公示开始日期', required: false, hint: '公示必填' }),
    ends: day({ label: '公示结束日期', required: false, hint: '公示必填；首尾两天都算' }),
    office: text({ label: '受理部门', max: 60, required: false, hint: '公示必填' }),
    phones: list(text({ label: '电话', max: 40 }), { label: '受理电话', required: false, max: 5 }),
    address: text({ label: '受理地址', max: 120, required: false }),
    concerns: text({ label: '可反映的事项', max: 200, lines: true, required: false, hint: '群众可以对什么提意见，如人选是否符合条件' }),
    objection: text({ label: '异议须知', max: 400, lines: true, required: false }),
    honour: flag({ label: '荣誉名单', hint: '劳模等荣誉名单可写全名；帮扶、资助名单只写姓，如 张*' }),
    names: rows(
      {
        name: text({ label: '姓名', max: 20, example: '张*' }),
        unit: text({ label: '单位', max: 60, required: false }),
        note: text({ label: '说明', max: 60, required: false }),
      },
      { label: '名单', required: false, max: 500, summary: '{{fields.name}} {{fields.unit}}' },
    ),
    result: reference({ label: '对应的公示', to: 'notices', required: false, hint: '发布结果时，选出原公示' }),
    source: text({ label: '来源', max: 80 }),
    editor: text({ label: '责任编辑', max: 40, required: false }),
    summary: text({ label: '摘要', max: 160, lines: true }),
    attachments: rows(
      { title: text({ label: '附件名称', max: 80 }), file: file({ label: '文件' }) },
      { label: '附件', required: false, max: 20, summary: '{{fields.title}}' },
    ),
    body: body({ label: '正文' }),
    ...deskFields,
  },
  rules: [
    {
      name: 'period',
      field: 'ends',
      sentence: '公示须写明开始和结束日期，结束不早于开始',
      holds: (data) => data.kind !== '公示' || Boolean(data.starts && data.ends && data.starts <= data.ends),
    },
    {
      name: 'office',
      field: 'office',
      sentence: '公示须写明受理部门，群众才知道向谁反映',
      holds: (data) => data.kind !== '公示' || Boolean(data.office),
    },
    {
      name: 'masked-names',
      field: 'names',
      sentence: '帮扶、资助名单只写姓，名用 * 代替，如 张*、欧阳**；荣誉名单请先勾选“荣誉名单”',
      holds: (data) => data.honour === true || (data.names ?? []).every((row) => MASKED.test(row.name)),
    },
  ],
});

import { collection } from '../collection.ts';
import { deskFields } from '../desk-fields.ts';
import { body, choice, day, file, list, moment, reference, rows, text } from '../fields.ts';

/** Policy documents and their explainers; each explainer names the documents it explains. */
export const policies = collection({
  name: 'policies',
  label: '政策',
  one: '政策或解读',
  description: '政策文件的要点与通俗解读。',
  naming: 'dated',
  summary: '{{kind}}：{{title}}',
  fields: {
    title: text({ label: '标题', max: 80, example: '《改革方案》解读' }),
    kind: choice({ label: '类别', values: ['文件', '解读'] }),
    date: moment({ label: '发布时间', hint: '到这个时间才会公开' }),
    number: text({
      label: '发文字号',
      required: false,
      pattern: ['^.+〔\\d{4}〕\\d+号$', '“发文字号”形如 黄工发〔2017〕8号，年份用六角括号〔〕'],
      example: '示例发〔2017〕8号',
    }),
    issuer: text({ label: '发文机关', max: 80, required: false }),
    written: day({ label: '成文日期', required: false, hint: '文件落款的日期，不是印发或发布的日期' }),
    validity: choice({ label: '有效性', values: ['有效', '失效', '废止', '已修改', '未注明'], required: false }),
    index: text({ label: '索引号', max: 40, required: false }),
    explains: list(reference({ label: '解读的文件', to: 'policies' }), { label: '解读的文件', required: false, max: 5, hint: '解读必填' }),
    source: text({ label: '来源', max: 80 }),
    editor: text({ label: '责任编辑', max: 40, required: false }),
    summary: text({ label: '摘要', max: 160, lines: true }),
    topics: list(text({ label: '主题词', max: 20 }), { label: '主题词', required: false, max: 8 }),
    attachments: rows(
      { title: text({ label: '附件名称', max: 80 }), file: file({ label: '文件' }) },
      { label: '附件', required: false, max: 20, summary: '{{fields.title}}' },
    ),
    body: body({ label: '正文' }),
    ...deskFields,
  },
  rules: [
    {
      name: 'explainer-names-document',
      field: 'explains',
      sentence: '解读要在“解读的文件”里选出它解读的文件',
      holds: (data) => data.kind !== '解读' || (data.explains ?? []).length > 0,
    },
    {
      name: 'written-before-published',
      field: 'written',
      sentence: '“成文日期”不能晚于“发布时间”',
      holds: (data) => !data.written || data.written <= data.date.slice(0, 10),
    },
  ],
});

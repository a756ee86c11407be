import { collection } from '../collection.ts';
import { deskFields } from '../desk-fields.ts';
import { body, moment, text } from '../fields.ts';

/** Standing pages: about, accessibility, privacy. */
export const pages = collection({
  name: 'pages',
  label: '固定页面',
  one: '固定页面',
  description: '关于本站、无障碍说明等。',
  naming: 'chosen',
  summary: '{{title}}',
  fields: {
    title: text({ label: '标题', max: 40 }),
    date: moment({ label: '更新时间' }),
    summary: text({ label: '摘要', max: 160, lines: true }),
    body: body({ label: '正文' }),
    ...deskFields,
  },
});

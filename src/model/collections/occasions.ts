import { collection } from '../collection.ts';
import { choice, day, moment, rows, text } from '../fields.ts';
import { LINK } from './settings.ts';

/** Days of mourning, on which pages are grey. */
export const mourning = collection({
  name: 'mourning',
  label: '哀悼日',
  one: '哀悼日',
  description: '哀悼日里，页面自动变成灰色，过后自动恢复。',
  naming: 'single',
  summary: '哀悼日',
  fields: {
    days: rows(
      {
        from: day({ label: '第一天', example: '2026-12-13' }),
        to: day({ label: '最后一天', example: '2026-12-13' }),
        pages: choice({ label: '哪些页面', values: ['全站', '只有首页'], default: '全站' }),
      },
      { label: '哀悼日', required: false, max: 50, summary: '{{fields.from}}至{{fields.to}}（{{fields.pages}}）', hint: '从第一天零点到最后一天结束，页面变成灰色；到时自动变灰，过后自动恢复' },
    ),
  },
  rules: [
    {
      name: 'days-in-order',
      field: 'days',
      sentence: '哀悼日的最后一天不能早于第一天',
      holds: ({ days = [] }) => days.every(({ from, to }) => from <= to),
    },
  ],
});

/** What everybody has to know at once, on every page, for a time. */
export const alerts = collection({
  name: 'alerts',
  label: '紧急提示',
  one: '紧急提示',
  description: '在一段时间里，每个页面的最上面都显示的提示。',
  naming: 'single',
  summary: '紧急提示',
  fields: {
    shown: rows(
      {
        text: text({ label: '提示', max: 120, example: '因系统维护，20日18时至22时暂停网上申请' }),
        level: choice({ label: '级别', values: ['紧急', '重要', '一般'], default: '重要' }),
        link: text({ label: '链接', pattern: LINK, required: false, hint: '详细内容的网址，没有就留空', example: '/notices/' }),
        from: moment({ label: '开始显示', example: '2026-11-20T18:00:00+08:00' }),
        to: moment({ label: '停止显示', example: '2026-11-20T22:00:00+08:00' }),
      },
      { label: '紧急提示', required: false, max: 10, summary: '{{fields.level}}：{{fields.text}}', hint: '到“开始显示”的时间自动出现，到“停止显示”的时间自动撤下；读者不能关掉' },
    ),
  },
  rules: [
    {
      name: 'alert-has-time',
      field: 'shown',
      sentence: '每条紧急提示的“停止显示”要晚于“开始显示”',
      holds: ({ shown = [] }) => shown.every(({ from, to }) => from < to),
    },
  ],
});

import { describe, expect, it } from 'vitest';
import { reason, reasons } from './reason.ts';

describe('why a page was made again', () => {
  it.each([
    ['new', '新页面'],
    ['{"ask":"entry","collection":"news","id":"2026-11-20-0930"}', '条目改了'],
    ['{"ask":"card","collection":"services","id":"zhuxue"}', '引用的服务项目条目改了'],
    ['{"ask":"list","collection":"news","query":{"limit":6,"list":"newest"}}', '改革动态列表变了'],
    ['{"ask":"list","collection":"places","query":{"limit":20,"list":"latest"}}', '职工阵地列表变了'],
    ['{"ask":"list","collection":"tasks","query":{"list":"all"}}', '改革任务列表变了'],
    ['{"ask":"list","collection":"notices","query":{"list":"month","month":"2026-03"}}', '公示公告 2026年3月的列表变了'],
    ['{"ask":"list","collection":"news","query":{"list":"neighbours","of":"2026-11-20-0930"}}', '上一篇或下一篇变了'],
    ['{"ask":"list","collection":"news","query":{"limit":4,"list":"related","to":"x"}}', '相关文章变了'],
    ['{"ask":"list","collection":"policies","query":{"id":"x","limit":20,"list":"about"}}', '相关解读变了'],
    ['{"ask":"list","collection":"notices","query":{"id":"x","limit":20,"list":"about"}}', '公示结果变了'],
    ['{"ask":"list","collection":"news","query":{"id":"zhuxue","limit":10,"list":"about"}}', '相关动态变了'],
    ['{"ask":"months","collection":"news","year":"2026"}', '改革动态的月份变了'],
    ['{"ask":"addresses","collection":"news","month":"2026-11"}', '改革动态的网址清单变了'],
    ['{"ask":"setting","name":"site"}', '网站信息改了'],
    ['{"ask":"setting","name":"navigation"}', '导航改了'],
    ['{"ask":"validities","topic":"工会改革"}', '政策的有效性变了'],
    ['{"ask":"subjects","validity":"有效"}', '主题词变了'],
    ['{"ask":"moved","path":"/old/"}', '网址变更改了'],
    ['{"ask":"map"}', '网站地图的目录变了'],
  ])('%s is said “%s”', (because, said) => {
    expect(reason(because)).toBe(said);
  });

  it.each([
    'nonsense', '', 'null', '[]', '7', '{"ask":"entry"}', '{"ask":"entry","collection":"constructor"}', '{"ask":"list","collection":"x"}',
    '{"ask":"list","collection":"news","query":{"list":"about"}}', '{"ask":"list","query":null}', '{"ask":"setting","name":"toString"}', '{"ask":"weather"}', '{"ask":"months"}',
  ])('something is said of %s', (because) => {
    expect(reason(because)).toMatch(/^[\p{Script=Han}“”]+$/u);
  });

  it('says each once, in the order in which they were found', () => {
    const entry = (id: string) => JSON.stringify({ ask: 'entry', collection: 'news', id });
    expect(reasons([entry('a'), '{"ask":"setting","name":"site"}', entry('b')])).toBe('条目改了、网站信息改了');
    expect(reasons([])).toBe('');
  });
});

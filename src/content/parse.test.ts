import { describe, expect, it } from 'vitest';
import { declared, declaredSetting } from '../model/collections.ts';
import { report } from './finding.ts';
import { parseFile } from './parse.ts';

const news = declared('news');
const parse = (text: string) => parseFile('content/news/2026/2026-11-01-0900.md', Buffer.from(text), news);
const findings = (text: string) => {
  const parsed = parse(text);
  return parsed.ok ? [] : parsed.findings.map(({ line, field, sentence }) => `${line} ${field.join('.')}: ${sentence}`);
};

describe('a file that breaks the model', () => {
  it('is told every problem at once, with its line, its sentence and a right example', () => {
    const parsed = parse('---\ntitel: 写错了名称\ndate: 2026-02-30T09:00:00+08:00\nchannel: 别的\nsource: 来源\nsummary: 摘要\nattachments:\n  - title: 表格\n    file: /etc/passwd\n---\n');
    if (parsed.ok) throw new Error('must not be right');
    expect(parsed.findings.map((f) => [f.line, f.field.join('.'), f.example])).toEqual([
      [1, 'title', 'title: 十五项改革任务过半完成'],
      [2, 'titel', undefined],
      [3, 'date', 'date: 2026-11-20T09:30:00+08:00'],
      [4, 'channel', 'channel: 改革动态'],
      [9, 'attachments.0.file', 'file: /media/2026/11/0123456789abcdef.jpg'],
      [11, 'body', undefined],
    ]);
    expect(report(parsed.findings)).toContain('第 2 行（titel）：没有名为 “titel” 的项，是不是 “title”？');
    expect(report(parsed.findings)).toContain('应形如：\n      date: 2026-11-20T09:30:00+08:00');
  });

  it.each([
    ['没有开头', '正文', '1 : 文件要以 --- 开头，写完各项后再以 --- 结束，然后才是正文'],
    ['同名两次', '---\ntitle: 一\ntitle: 二\n---\n文', '3 : 这一行的写法不对（同一个名称写了两次）'],
    ['制表符', '---\ntitle: 一\nservices:\n\t- a\n---\n文', '4 : 这一行的写法不对（缩进用了制表符，请改用空格）'],
  ])('%s', (_name, text, expected) => expect(findings(text)).toContain(expected));

  it('must be UTF-8', () => {
    const parsed = parseFile('content/news/a.md', Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0xb9, 0xa4]), news);
    expect(!parsed.ok && parsed.findings[0]?.sentence).toBe('文件不是 UTF-8 编码；请用 UTF-8 另存');
  });

  it('with thousands of unknown names is answered soon, with the first of them', () => {
    const many = (n: number) => `---\n${Array.from({ length: n }, (_, i) => `k${i}: 1`).join('\n')}\n---\n文`;
    const begun = performance.now();
    expect(findings(many(8000))).toHaveLength(25);
    expect(findings(many(50_000))).toEqual(['1 : 开头的各项太长（最多 96 千字符）；长名单请放在附件里']);
    // Not a measurement: it took three minutes before.
    expect(performance.now() - begun).toBeLessThan(40_000);
  }, 60_000);

  it('cannot make the parser work without end', () => {
    const bomb = `---\na: &a [x,x,x,x,x,x,x,x,x]\n${Array.from('bcdefgh').map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefg'[i]}`).join(',')}]`).join('\n')}\n---\n文`;
    expect(findings(bomb)).toEqual(['1 : 引用（& 和 *）太多；请直接写出内容']);
  });
});

it('a right file keeps its body, Windows line ends become ours, and the body’s line is known', () => {
  const parsed = parse('---\r\ntitle: 一\r\ndate: 2026-11-01T09:00:00+08:00\r\nchannel: 改革动态\r\nsource: 来\r\nsummary: 摘\r\n---\r\n\r\n第一段\r\n第二行\r\n');
  expect(parsed).toMatchObject({ ok: true, body: '第一段\n第二行', bodyLine: 9 });
});

it('a setting is judged as a whole file', () => {
  const parsed = parseFile('content/settings/site.yml', Buffer.from('name: 网站\naddress: ftp://x/'), declaredSetting('site'));
  expect(!parsed.ok && parsed.findings.map(({ field }) => field.join('.'))).toEqual(['tagline', 'owner', 'address']);
});

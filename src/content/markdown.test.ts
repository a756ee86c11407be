import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from './markdown.ts';
import { sanitize } from './markdown/sanitize.ts';
import type { Media } from './media.ts';

const picture: Media = {
  path: 'content/media/2026/11/a.jpg', address: '/media/2026/11/a.jpg', version: '0123456789abcdef0123456789abcdef01234567', bytes: 1, kind: 'jpg',
  image: { width: 1600, height: 900, transparent: false },
};
const context = { file: 'f.md', line: 10, media: (address: string) => (address === picture.address ? picture : undefined) };
const render = (markdown: string) => renderMarkdown(markdown, context);
const html = (markdown: string) => render(markdown).html.trim();

describe('Chinese text', () => {
  it.each([
    ['**注意：**请看', '<p><strong>注意：</strong>请看</p>'],
    ['见**《办法》**第三条', '<p>见<strong>《办法》</strong>第三条</p>'],
    ['他说："好"', '<p>他说：&quot;好&quot;</p>'],
    ['访问www.example.org吧', '<p>访问www.example.org吧</p>'],
    ['见https://example.org/a?b=1查看。', '<p>见<a href="https://example.org/a?b=1" class="out" rel="external noopener">https://example.org/a?b=1<span class="visually-hidden">（站外链接）</span></a>查看。</p>'],
    ['见HTTP://EXAMPLE.ORG/a。', '<p>见<a href="HTTP://EXAMPLE.ORG/a" class="out" rel="external noopener">HTTP://EXAMPLE.ORG/a<span class="visually-hidden">（站外链接）</span></a>。</p>'],
    ['见https:example.org和ftp://example.org', '<p>见https:example.org和ftp://example.org</p>'],
    ['一行\n又一行', '<p>一行\n又一行</p>'],
  ])('%s', (markdown, expected) => expect(html(markdown)).toBe(expected));
});

it('headings get ids of their text, once each; # is for the page’s title alone', () => {
  const { html: out, headings } = render('# 总说\n## 一、措施 与“成效”\n## 一、措施 与“成效”\n## 总说\n## 总说-2');
  expect(headings).toEqual([
    { depth: 2, id: '总说', text: '总说' },
    { depth: 2, id: '一、措施-与“成效”', text: '一、措施 与“成效”' },
    { depth: 2, id: '一、措施-与“成效”-2', text: '一、措施 与“成效”' },
    { depth: 2, id: '总说-2', text: '总说' },
    { depth: 2, id: '总说-2-2', text: '总说-2' },
  ]);
  expect(out).toContain('<h2 id="总说">总说</h2>');
  expect(out).not.toContain('<h1');
});

it('a link to an upload that is not there is a finding; one that is there is published with the entry', () => {
  const { findings, shown } = render('[图](/media/2026/11/a.jpg)\n\n[表](/media/none.pdf)\n\n<a href="/media/100%.pdf">坏</a>');
  expect([findings.map(({ line, sentence }) => [line, sentence]), shown]).toEqual([[[12, '找不到文件 /media/none.pdf；请重新上传或删去这个链接']], ['/media/2026/11/a.jpg']]);
});

it('links out are marked; other schemes stay text', () => {
  expect(html('见[外](https://example.org)')).toBe('<p>见<a href="https://example.org" class="out" rel="external noopener">外<span class="visually-hidden">（站外链接）</span></a></p>');
  expect(html('[内](/news/)与[内](/tasks/)')).toBe('<p><a href="/news/">内</a>与<a href="/tasks/">内</a></p>');
  for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'JAVASCRIPT:x']) expect(html(`[x](${bad})`)).not.toContain('<a ');
});

it('links that stand alone are marked: they are targets of their own', () => {
  expect(html('- [**内**部](/news/)\n- 见[内](/news/)')).toBe('<ul>\n<li><a href="/news/" class="alone"><strong>内</strong>部</a></li>\n<li>见<a href="/news/">内</a></li>\n</ul>');
  expect(html('<u></u>\n\n[外](https://example.org)')).toContain('class="alone out"');
});

it('links that lead nowhere, and pictures from a computer, are findings and never go out', () => {
  const lines = ['[a](file:///C:/a.doc)', '[b](//evil.example)', '[c](关于本站)', '[d](www.example.org)', '![e](file:///C:/1.png)'];
  const { findings, html: out } = render(lines.join('\n\n'));
  expect(findings.map(({ line, rule }) => [line, rule])).toEqual(expect.arrayContaining([[10, 'link'], [12, 'link'], [14, 'link'], [16, 'link'], [18, 'image-place']]));
  expect(out).not.toMatch(/file:|evil|href="[^#]/);
});

it('tables scroll in a frame and align without style attributes', () => {
  const out = html('| 项 | 额 |\n| --- | --: |\n| 本科 | 5000 |');
  expect(out).toMatch(/^<div class="table" role="group" aria-label="表格" tabindex="0"><table>/);
  expect(out).toContain('<td class="align-right">5000</td>');
  expect(out).not.toContain('style=');
});

it('an image alone is a figure with widths, sizes and its caption', () => {
  const out = html('![高原](/media/2026/11/a.jpg "题注")');
  expect(out).toMatch(/^<figure><picture><source type="image\/avif" srcset="[^"]*-480\.avif 480w, [^"]*-704\.avif 704w, [^"]*-1080\.avif 1080w, [^"]*-1600\.avif 1600w"/);
  expect(out).toContain('width="1080" height="608" alt="高原" loading="lazy"');
  expect(out).toContain('<figcaption>题注</figcaption></figure>');
});

it('images that are not ours, lost, or without words are findings at their line', () => {
  const { findings } = render('段落\n\n![](/media/none.jpg)\n\n![外](https://example.org/a.jpg)');
  expect(findings.map(({ line, rule }) => [line, rule])).toEqual([[12, 'media'], [12, 'image-alt'], [14, 'image-place']]);
});

describe('raw HTML', () => {
  it('keeps what the allow-list names and drops the rest', () => {
    expect(html('H<sub>2</sub>O<br>二')).toBe('<p>H<sub>2</sub>O<br />二</p>');
    expect(html('<script>alert(1)</script>\n\n文')).toBe('<p>文</p>');
    expect(html('<div onclick="x()" style="color:red">块</div>')).toBe('<div>块</div>');
    expect(html('<img src=x onerror=alert(1)>')).not.toContain('img');
    expect(html('<img src="/media/2026/11/a.jpg">')).not.toContain('img');
    expect(html('<u>没有关')).toContain('</u>');
  });

  it('never lets anything dangerous through, whatever is written', () => {
    const pieces = fc.constantFrom('<script>', '</script>', '<img src=x onerror=a()>', '<a href="javascript:a()">', '[x](javascript:a())', '<svg/onload=a()>', '<iframe src=//e>',
      '**', '`', '<', '>', '"', '\n\n', '![a](/media/2026/11/a.jpg)', '|a|\n|-|\n', '[^1]', '[^1]: 注', '<style>', '<p style="x">', '文字', '<!--', '-->', '<math>', '&lt;script&gt;');
    fc.assert(fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
      const out = html(parts.join(''));
      expect(out).not.toMatch(/<(?:script|iframe|svg|math|style|object|embed|form)\b|<[a-z][^>]*\s(?:on\w+|style)\s*=|<[a-z][^>]*(?:href|src)="\s*javascript:/i);
    }), { numRuns: 1500 });
  });

  it('marks Tibetan as Tibetan: a whole block, or the words between Chinese ones', () => {
    expect(html('ཀ་ཁ་ག་ང་།')).toBe('<p lang="bo">ཀ་ཁ་ག་ང་།</p>');
    expect(html('## ཀ་ཁ།')).toContain('<h2 id="ཀ་ཁ།" lang="bo">ཀ་ཁ།</h2>');
    expect(html('- ཀ་ཁ།\n- 汉字')).toBe('<ul>\n<li lang="bo">ཀ་ཁ།</li>\n<li>汉字</li>\n</ul>');
    expect(html('字母ཀ་ཁ ག་ང་四个，**ཅ**在后')).toBe('<p>字母<span lang="bo">ཀ་ཁ ག་ང་</span>四个，<strong><span lang="bo">ཅ</span></strong>在后</p>');
    expect(html('| 字 |\n|---|\n| ཀ |')).toContain('<td lang="bo">ཀ</td>');
    expect(html('只有汉字')).not.toContain('lang');
    expect(html('ཀ་ཁ།\n\n<u lang="en">a</u>')).toBe('<p lang="bo">ཀ་ཁ།</p>\n<p><u lang="en">a</u></p>');
  });

  it('what needs no sanitising is unchanged by it, so leaving it out loses nothing', () => {
    const text = '## 标题\n\n**注意：**见[外](https://example.org)与脚注[^1]。\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n![高原](/media/2026/11/a.jpg "题注")\n\n- 项\n\n[^1]: 注';
    const normal = (out: string) => out.replace(/\s*\/>/g, '>').replace(/&quot;/g, '"').replace(/\s+/g, ' ').replace(/ fetchpriority="high"/g, '');
    expect(normal(sanitize(render(text).html))).toBe(normal(render(text).html));
  });
});

import { describe, expect, it } from 'vitest';
import { compound, office, packedObjects, pdf, zip } from '../../../tests/fixtures/media.ts';
import type { Refused } from '../workflow/refused.ts';
import { judgeUpload } from './judge-upload.ts';

const refusal = (kind: string, bytes: Buffer | string) =>
  judgeUpload(kind, Buffer.from(bytes)).then(() => '收下了', (error: Refused) => `${error.refusal.code}：${error.message}`);
const WORD = { name: 'word/document.xml', content: '<w:document/>' };

describe('a document is taken as it is', () => {
  it.each([
    ['pdf', pdf()], ['pdf', pdf(packedObjects('4 0 << /Type /Page >>'))],
    ['docx', office(WORD)], ['xlsx', office({ name: 'xl/workbook.xml' })], ['pptx', office({ name: 'ppt/presentation.xml' })], ['ofd', zip([{ name: 'OFD.xml', content: '<OFD/>' }])],
    ['doc', compound('WordDocument')], ['xls', compound('Workbook')], ['ppt', compound('PowerPoint Document')], ['wps', compound('WordDocument')], ['et', office({ name: 'xl/workbook.xml' })],
    ['zip', zip([{ name: '申请表/' }, { name: '申请表/示例.docx', content: office(WORD) }, { name: '说明.txt', content: '示例' }, { name: '__MACOSX/._说明.txt', content: 'x' }])],
    // Names as Chinese Windows wrote them: GBK, and nothing that says so.
    ['zip', zip([{ name: Buffer.from('cbb5c3f72e747874', 'hex'), content: '示例', stored: true }], '示例')],
  ] as const)('.%s', async (kind, bytes) => {
    expect(await judgeUpload(kind, bytes)).toEqual(bytes);
  });
});

describe('what a file is decides, not what it is called', () => {
  it.each([
    ['jpg', '<svg xmlns="http://www.w3.org/2000/svg"/>', '不接受 .svg 这种文件；SVG 里可以藏程序，请导出为 PNG 再上传'],
    ['png', '<?xml version="1.0"?>\n<!-- x --><svg/>', '请导出为 PNG 再上传'],
    ['jpg', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), '里面其实是 HEIC 图片（苹果手机的格式）'],
    ['jpg', Buffer.from('GIF89a'), '里面其实是 GIF 图片'], ['png', 'MZ\x90', '里面其实是程序'], ['pdf', '#!/bin/sh', '里面其实是程序'], ['pdf', '\x7fELF', '里面其实是程序'],
    ['png', Buffer.from('\xff\xd8\xff\xe0', 'latin1'), '后缀是 .png，里面其实是 JPEG 图片，没有接收；请把后缀改成 .jpg 再上传'], ['pdf', '<!DOCTYPE html><script>', '里面其实是网页'], ['pdf', 'x'.repeat(2000), '里面不是 .pdf 的内容'], ['docx', compound('EncryptedPackage'), '里面其实是旧版 Office 文件（或设了密码的文件）'],
    ['doc', '{\\rtf1', '里面其实是 RTF 文件'], ['doc', office(WORD), '里面其实是压缩包'], ['zip', Buffer.from('Rar!\x1a\x07'), '里面其实是 RAR 压缩包'],
    ['xlsx', office(WORD), '里面不是 .xlsx 的内容'], ['docx', zip([WORD]), '里面不是 .docx 的内容'], ['ofd', office(WORD), '里面不是 .ofd 的内容'], ['xls', compound('WordDocument'), '里面不是 .xls 的内容'],
  ])('.%s %#', async (kind, bytes, sentence) => {
    const said = await refusal(kind, bytes);
    expect(said).toContain(sentence);
    expect(said).toMatch(/^refused-kind：.*请/);
  });

  it('nothing, and too much', async () => {
    expect(await refusal('pdf', '')).toBe('bad-request：文件是空的，没有接收；请检查原文件再上传');
    expect(await refusal('pdf', Buffer.alloc(20 * 1024 * 1024 + 1))).toBe('too-large：文件超过 20 MB，没有接收；请压缩，或拆成几个再上传');
  });
});

describe('a PDF', () => {
  it.each([
    ['a script', pdf('<< /S /JavaScript /JS (app.alert(1)) >>')], ['a script under a spelled name', pdf('<< /S /J#61vaScript /JS (x) >>')],
    ['a script among packed objects', pdf(packedObjects('4 0 << /S /JavaScript /JS (x) >>'))], ['a program to be started', pdf('<< /S /Launch /F (cmd.exe) >>')],
  ])('with %s is refused', async (_what, bytes) => {
    expect(await refusal('pdf', bytes)).toContain('这个 PDF 里有脚本或打开其他程序的动作，不能公开发布；请用“打印”或“导出”另做一个 PDF 再上传');
  });

  it.each([
    ['plainly', pdf('<< /Names << /EmbeddedFiles 9 0 R >> >>')], ['among packed objects', pdf(packedObjects('4 0 << /Type /EmbeddedFile /Length 3 >>'))],
  ])('that carries files, %s, is refused', async (_how, bytes) => {
    expect(await refusal('pdf', bytes)).toContain('附带了别的文件');
  });

  it('that cannot be looked into is refused: encrypted, packed in a way nobody packs, broken off, far larger inside', async () => {
    expect(await refusal('pdf', pdf('<< /Encrypt 9 0 R >>'))).toContain('设了密码或权限');
    expect(await refusal('pdf', pdf('<< /Type /ObjStm /Filter /ASCII85Decode >>\nstream\nxx\nendstream'))).toContain('写法少见');
    expect(await refusal('pdf', pdf().subarray(0, -20))).toContain('没有传完');
    expect(await refusal('pdf', pdf(packedObjects(' '.repeat(65 * 1024 * 1024))))).toContain('展开后太大');
  });

  it('may speak of scripts in its text', async () => {
    const bytes = pdf('(JavaScript and /JavaScripts, /Launcher)');
    expect(await judgeUpload('pdf', bytes)).toEqual(bytes);
  });
});

describe('an Office document', () => {
  it.each([
    ['docx', office(WORD, { name: 'word/vbaProject.bin', content: 'x' })], ['doc', compound('WordDocument', '_VBA_PROJECT')],
    ['docx', zip([{ name: '[Content_Types].xml', content: 'application/vnd.ms-word.document.macroEnabled.main+xml' }, WORD])],
  ])('with macros is refused: .%s', async (kind, bytes) => {
    expect(await refusal(kind, bytes)).toContain('文件里有宏');
  });

  it.each([
    ['a table with macros', 'docx', office(WORD, { name: 'word/embeddings/1.xlsx', content: office({ name: 'xl/vbaProject.bin' }) }), '文件里有宏'],
    ['an older one with macros', 'docx', office(WORD, { name: 'word/embeddings/1.bin', content: compound('_VBA_PROJECT') }), '文件里有宏'],
    ['any file as an object', 'docx', office(WORD, { name: 'word/embeddings/1.bin', content: compound('\u0001Ole10Native') }), '嵌了别的文件'],
    ['any file as an object', 'doc', compound('WordDocument', '\u0001Ole10Native'), '嵌了别的文件'],
  ] as const)('in which lies %s is refused: .%s', async (_what, kind, bytes, sentence) => {
    expect(await refusal(kind, bytes)).toContain(sentence);
  });

  it('in which lies a table is taken', async () => {
    const bytes = office(WORD, { name: 'word/embeddings/1.xlsx', content: office({ name: 'xl/workbook.xml' }) });
    expect(await judgeUpload('docx', bytes)).toEqual(bytes);
  });

  it('that carries a program or has a password is refused', async () => {
    expect(await refusal('docx', office(WORD, { name: 'word/embeddings/1.bin', content: 'MZ\x90' }))).toContain('“word/embeddings/1.bin”其实是程序');
    expect(await refusal('doc', compound('EncryptedPackage'))).toContain('打开密码');
  });
});

describe('an archive', () => {
  it.each([
    ['a program', [{ name: '安装.exe', content: 'MZ' }], '不能有“安装.exe”'], ['a page', [{ name: 'a.txt' }, { name: 'b.html' }], '不能有“b.html”'], ['another archive', [{ name: '里面.zip' }], '不能有“里面.zip”'],
    ['a program under another ending', [{ name: '照片.jpg', content: 'MZ\x90' }], '“照片.jpg”其实是程序'], ['nothing', [{ name: '空/' }], '压缩包是空的'],
    ['a way out', [{ name: '../../a.txt' }], '不允许的文件名'], ['a way out for Windows', [{ name: '..\\a.txt' }], '不允许的文件名'], ['a place of its own', [{ name: '/etc/a.txt' }], '不允许的文件名'],
    ['a drive', [{ name: 'C:/a.txt' }], '不允许的文件名'], ['a link', [{ name: 'a.txt', mode: 0o120777 }], '是一个链接'], ['a password', [{ name: 'a.txt', flags: 1 }], '设了密码'],
    ['a document with macros', [{ name: '表/申请.docx', content: office(WORD, { name: 'word/vbaProject.bin' }) }], '压缩包里的“表/申请.docx”：文件里有宏'],
    ['a PDF with scripts', [{ name: '表.pdf', content: pdf('<< /S /JavaScript >>') }], '压缩包里的“表.pdf”：这个 PDF 里有脚本'],
    ['another archive under another ending', [{ name: '照片.jpg', content: zip([{ name: 'a.exe' }]) }], '“照片.jpg”其实是另一个压缩包'],
    ['two names for one file', [{ name: 'a.txt', alias: 'b.exe' }], '打不开'],
    ['a wrong size', [{ name: 'a.txt', content: '示例', claims: 3 }], '打不开'], ['more than it says', [{ name: 'a.txt', content: 'x'.repeat(10_000_000), claims: 10 }], '打不开'],
  ])('with %s is refused', async (_what, members, sentence) => {
    expect(await refusal('zip', zip(members))).toContain(sentence);
  });

  it('that would burst is refused before it is unpacked', async () => {
    expect(await refusal('zip', zip(Array.from({ length: 3 }, (_none, n) => ({ name: `${n}.txt`, content: 'x', claims: 70 * 1024 * 1024 }))))).toContain('展开后超过 200 MB');
    const large = office({ name: 'word/a.xml', content: Buffer.alloc(90 * 1024 * 1024) }, WORD);
    expect(await refusal('zip', zip(['1', '2', '3'].map((name) => ({ name: `${name}.docx`, content: large }))))).toContain('展开后超过 200 MB');
    expect(await refusal('zip', zip(Array.from({ length: 2001 }, (_none, n) => ({ name: `${n}.txt` }))))).toContain('最多 2000 个');
  });

  it('that broke off, or has something behind its end, is refused', async () => {
    const whole = zip([{ name: 'a.txt', content: '示例' }]);
    expect(await refusal('zip', whole.subarray(0, -5))).toContain('打不开');
    expect(await refusal('zip', Buffer.concat([whole, Buffer.from('MZ')]))).toContain('打不开');
  });

  it('never makes its reader fall, whatever is changed in it', async () => {
    const whole = zip([{ name: 'a.txt', content: '示例'.repeat(50) }, { name: '图.jpg', content: 'x', stored: true }]);
    for (let at = 4; at < whole.length; at++) {
      const bent = Buffer.from(whole);
      bent[at] = (bent[at]! + 1 + at * 37) & 0xff;
      expect(await refusal('zip', bent)).toMatch(/^(?:refused-kind：|收下了)/);
    }
  });
});

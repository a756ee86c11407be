import { describe, expect, it } from 'vitest';
import { namedByContent, refusalOf } from './chosen-files.ts';

describe('a chosen file', () => {
  it.each(['照片.JPG', 'a.png', '通知.docx', '版式.ofd', '包.zip'])('%s is taken', (name) => {
    expect(refusalOf({ name, size: 1 })).toBeNull();
  });

  it.each([
    [{ name: '程序.exe', size: 1 }, '不接受 .exe'],
    [{ name: '动图.gif', size: 1 }, '图片可用 jpg'],
    [{ name: '页面.svg', size: 1 }, '不接受 .svg'],
    [{ name: '没有后缀', size: 1 }, '没有后缀'],
    [{ name: '空.pdf', size: 0 }, '是空的'],
    [{ name: '大.pdf', size: 20 * 1024 * 1024 + 1 }, '超过了 20 MB'],
  ])('%j is refused with a sentence', (file, words) => {
    expect(refusalOf(file)).toContain(words);
    expect(refusalOf(file)).toContain(file.name);
  });

  it('is named by its bytes: the same bytes have one name, whatever they were called', async () => {
    const [one, other, different] = await Promise.all([
      namedByContent(new File(['一张照片'], '会场（终稿）.JPG', { type: 'image/jpeg' })),
      namedByContent(new File(['一张照片'], 'IMG_0001.jpg')),
      namedByContent(new File(['另一张'], 'IMG_0001.jpg')),
    ]);
    expect(one.name).toMatch(/^[0-9a-f]{16}\.jpg$/);
    expect(other.name).toBe(one.name);
    expect(different.name).not.toBe(one.name);
    expect(await one.text()).toBe('一张照片');
  });
});

import { describe, expect, it } from 'vitest';
import { DeskError } from '../backend/desk-client.ts';
import { refusalOf, taken } from './chosen-files.ts';

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

  it('is sent, one after the other, and goes on under the name that the desk gives', async () => {
    const log: string[] = [];
    const send = async (file: File) => {
      log.push(`${file.name} ${log.length}`);
      await Promise.resolve();
      log.push('done');
      return new File([file], '0123456789abcdef.jpg');
    };
    const result = await taken([new File(['一'], '会场（终稿）.JPG'), new File(['二'], 'IMG_0001.jpg')], send);
    expect('files' in result && result.files.map(({ name }) => name)).toEqual(['0123456789abcdef.jpg', '0123456789abcdef.jpg']);
    expect(log).toEqual(['会场（终稿）.JPG 0', 'done', 'IMG_0001.jpg 2', 'done']);
  });

  it('that the desk refuses is refused here with the desk’s sentence, and with it those that were chosen together', async () => {
    const send = async (file: File) => {
      if (file.name === '坏.jpg') throw new DeskError('refused-kind', '这个图片打不开');
      if (file.name === '走.jpg') throw new Error('NotReadableError');
      return file;
    };
    expect(await taken([new File(['x'], '好.jpg'), new File(['x'], '坏.jpg'), new File(['x'], '走.jpg')], send)).toEqual({
      refusals: ['“坏.jpg”没有上传：这个图片打不开。', '“走.jpg”没有上传：这个文件读不出来。它可能已经移走，或者正被别的程序占用；请检查后再选一次。'],
    });
    expect(await taken([new File(['x'], '动画.svg')], send)).toEqual({ refusals: [expect.stringContaining('请导出为 PNG 再上传')] });
  });
});

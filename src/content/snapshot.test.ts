import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { testFolder } from '../../tests/fixtures/folder.ts';
import { writeFiles } from '../../tests/fixtures/git.ts';
import { article, SAMPLE } from '../../tests/fixtures/sample.ts';
import { publicMedia } from '../queries/media.ts';
import { paths } from '../queries/routes.ts';
import { openDirectory } from './directory.ts';
import { ContentError } from './finding.ts';
import { makeVariants, measureImage } from './images.ts';
import { Instant, parseInstant } from './instant.ts';
import { EntryCache } from './entry-cache.ts';
import { MediaCache } from './media-cache.ts';
import { openSnapshot } from './open-snapshot.ts';
import { nextTurn } from './snapshot.ts';

const NOW = Date.parse('2026-11-20T00:00:00+08:00');
const open = async (files: Record<string, string | Buffer>, now = NOW) => {
  const folder = await testFolder();
  writeFiles(folder, { ...SAMPLE, ...files });
  const source = await openDirectory(folder);
  return { snapshot: await openSnapshot(source, new Instant(now)), source };
};
const findingsOf = async (files: Record<string, string | Buffer>): Promise<string[]> => {
  try {
    await open(files);
    return [];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.findings.map((f) => `${f.file}:${f.line} ${f.rule} ${f.sentence}`);
  }
};
const photo = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#9e2a2b' } }).withExif({ IFD0: { Make: 'Camera' } }).jpeg().toBuffer();

it('an entry has its address, its data and its HTML', async () => {
  const { snapshot } = await open({});
  const entry = snapshot.entries.news.get('2026-11-01-0900')!;
  expect(entry).toMatchObject({ address: '/news/2026-11-01-0900/', data: { title: '第一篇' } });
  expect(snapshot.body(entry).html).toBe('<p>正文。</p>\n');
});

describe('time', () => {
  it('hides an entry until its moment and says when that is', async () => {
    const later = { 'content/news/2026/2026-12-01-0900.md': article('未到时间').replace('2026-11-01', '2026-12-01') };
    const before = await open(later);
    expect(paths(before.snapshot)).not.toContain('/news/2026-12-01-0900/');
    expect(nextTurn(before.snapshot)).toBe(Date.parse('2026-12-01T09:00:00+08:00'));
    const after = await open(later, Date.parse('2026-12-01T09:00:00+08:00'));
    expect(paths(after.snapshot)).toContain('/news/2026-12-01-0900/');
    expect(nextTurn(after.snapshot)).toBeUndefined();
  });

  it('a day is over when the next one begins in Beijing', () => {
    expect(new Instant(Date.parse('2026-11-20T23:59:59+08:00')).over('2026-11-20')).toBe(false);
    expect(new Instant(Date.parse('2026-11-21T00:00:00+08:00')).over('2026-11-20')).toBe(true);
  });

  it('YUNDUAN_NOW must be a time with its offset', () => {
    expect(parseInstant('2026-11-20T09:30:00+08:00').toString()).toBe('2026-11-20T01:30:00.000Z');
    for (const bad of ['2026-11-20', 'now', '2026-11-20T09:30:00', '2026-13-20T09:30:00Z']) expect(() => parseInstant(bad)).toThrow(/YUNDUAN_NOW must be/);
  });
});

describe('findings', () => {
  it('names every bad file at once', async () => {
    expect(await findingsOf({
      'content/news/2026/2026-11-03-0900.md': article('引用', '文', 'services:\n  - none\ncover: /media/2026/11/none.jpg\ncoverAlt: 图\n'),
      'content/news/2026/2026-11-04-0900.md': '没有开头',
      'content/news/2025/2026-11-05-0900.md': article('年份不对'),
      'content/other/a.md': 'x',
      'content/media/2026/11/run.exe': 'MZ',
      'content/media/2026/11/a.svg': '<svg onload="x()"/>',
      'content/media/2026/11/fake.jpg': 'no image',
    })).toEqual([
      'content/media/2026/11/a.svg:1 place 不接受 .svg 这种文件；SVG 里可以藏程序，请导出为 PNG 再上传',
      'content/media/2026/11/fake.jpg:1 image 这个图片文件是坏的，打不开；请重新导出后上传',
      'content/media/2026/11/run.exe:1 place 不接受 .exe 这种文件',
      'content/news/2025/2026-11-05-0900.md:1 place 改革动态的文件名形如 2026/2026-11-20-0930.md',
      'content/news/2026/2026-11-03-0900.md:1 media 找不到上传的文件 /media/2026/11/none.jpg；请重新上传',
      'content/news/2026/2026-11-03-0900.md:1 reference 所选的服务项目 none 不存在；请重新选择',
      'content/news/2026/2026-11-04-0900.md:1 frontmatter 文件要以 --- 开头，写完各项后再以 --- 结束，然后才是正文',
      'content/other/a.md:1 place 没有名为 other 的栏目',
    ]);
  });

  it('a missing setting is one', async () => {
    const folder = await testFolder();
    writeFiles(folder, { 'content/settings/site.yml': SAMPLE['content/settings/site.yml']! });
    await expect(openDirectory(folder).then((source) => openSnapshot(source, new Instant(NOW)))).rejects.toThrow(/content\/settings\/navigation\.yml[\s\S]*缺少这个设置文件/);
  });
});

describe('images', () => {
  it('only what a public entry shows is published', async () => {
    const { snapshot } = await open({
      'content/media/2026/11/shown.jpg': await photo(800, 600),
      'content/media/2026/11/hidden.jpg': await photo(800, 600),
      'content/media/2026/11/later.jpg': await photo(800, 600),
      'content/news/2026/2026-11-03-0900.md': article('有图', '![图](/media/2026/11/shown.jpg)'),
      'content/news/2026/2026-12-03-0900.md': article('未到', '![图](/media/2026/11/later.jpg)').replace('2026-11-01', '2026-12-03'),
    });
    expect(publicMedia(snapshot).map(({ address }) => address)).toEqual(['/media/2026/11/shown.jpg']);
  });

  it('variants are real images of their size, without the camera’s data, made once', async () => {
    const { snapshot, source } = await open({
      'content/media/2026/11/p.jpg': await photo(1200, 800),
      'content/news/2026/2026-11-03-0900.md': article('有图', '文', 'cover: /media/2026/11/p.jpg\ncoverAlt: 图\n'),
    });
    const media = publicMedia(snapshot)[0]!;
    const cache = await testFolder();
    const made = await makeVariants(media, () => source.read(media.path), cache);
    expect(made.map(({ variant }) => `${variant.width}.${variant.format}`)).toEqual(
      ['avif', 'webp', 'jpg'].flatMap((format) => [480, 704, 1080, 1200].map((width) => `${width}.${format}`)),
    );
    for (const { variant, bytes } of made) {
      const meta = await sharp(bytes).metadata();
      expect([meta.width, meta.height, meta.exif]).toEqual([variant.width, variant.height, undefined]);
    }
    const again = await makeVariants(media, () => Promise.reject(new Error('must come from the cache')), cache);
    expect(again.map(({ bytes }) => bytes)).toEqual(made.map(({ bytes }) => bytes));
  });

  it('are decoded once, whatever model judges the texts that show them', async () => {
    const { source } = await open({ 'content/media/2026/11/p.jpg': await photo(1200, 800), 'content/news/2026/2026-11-03-0900.md': article('有图', '![图](/media/2026/11/p.jpg)') });
    const looked = new MediaCache();
    const first = await openSnapshot(source, new Instant(NOW), { cache: new EntryCache(':memory:', 'one', looked) });
    const upload = first.media.get('/media/2026/11/p.jpg')!;
    const once: typeof source = { ...source, blob: (version) => (version === upload.version ? Promise.reject(new Error('it was looked at')) : source.blob(version)) };
    const second = await openSnapshot(once, new Instant(NOW), { cache: new EntryCache(':memory:', 'two', looked) });
    expect(second.media.get(upload.address)).toEqual(upload);
    await expect(openSnapshot(once, new Instant(NOW), { cache: new EntryCache() })).rejects.toThrow('it was looked at');
  });

  it('bytes that no decoder knows are no image', async () => {
    expect(await measureImage(Buffer.from('GIF89a not really'))).toBeNull();
    expect(await measureImage(await photo(30, 20))).toEqual({ width: 30, height: 20, transparent: false });
  });
});

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Refused } from '../workflow/refused.ts';
import { judgeUpload } from './judge-upload.ts';
import { isPlainPicture, LONGEST_SIDE } from './picture.ts';

const blank = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background: channels === 4 ? { r: 158, g: 42, b: 43, alpha: 0.5 } : '#9e2a2b' } });
const GPS = { IFD0: { Make: '示例相机', Artist: '示例' }, IFD3: { GPSLatitude: '35/1 30/1 0/1', GPSLongitude: '102/1 1/1 0/1' } };
const refusal = (kind: string, bytes: Buffer) => judgeUpload(kind, bytes).then(() => '收下了', (error: Refused) => `${error.refusal.code}：${error.message}`);
const pixel = async (bytes: Buffer, left: number, top: number) => [...(await sharp(bytes).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer())];

describe('a picture that is uploaded', () => {
  it.each([
    ['jpg', () => blank(60, 40).withExif(GPS).jpeg().toBuffer()], ['jpeg', () => blank(60, 40).withExif(GPS).jpeg().toBuffer()],
    ['png', () => blank(60, 40, 4).withExif(GPS).png().toBuffer()], ['webp', () => blank(60, 40).withExif(GPS).webp().toBuffer()], ['avif', () => blank(60, 40).withExif(GPS).avif().toBuffer()],
  ] as const)('is kept as .%s without place, camera or author, the same each time', async (kind, make) => {
    const sent = await make();
    expect(sent.includes('Exif') || (await sharp(sent).metadata()).exif).toBeTruthy();
    const kept = await judgeUpload(kind, sent);
    const { exif, xmp, iptc, icc, width, height } = await sharp(kept).metadata();
    expect([exif, xmp, iptc, icc, width, height]).toEqual([undefined, undefined, undefined, undefined, 60, 40]);
    expect([await isPlainPicture(sent), await isPlainPicture(kept)]).toEqual([false, true]);
    expect(await judgeUpload(kind, sent)).toEqual(kept);
  });

  it('is turned as its camera said', async () => {
    const left = { input: await blank(10, 40).toColourspace('srgb').png().toBuffer(), left: 0, top: 0 };
    const sent = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#ffffff' } }).composite([left]).withMetadata({ orientation: 6 }).jpeg({ quality: 100 }).toBuffer();
    const kept = await judgeUpload('jpg', sent);
    const { width, height, orientation } = await sharp(kept).metadata();
    expect([width, height, orientation]).toEqual([40, 60, undefined]);
    // Turned by a quarter, what was at the left is at the top.
    expect((await pixel(kept, 20, 3))[1]).toBeLessThan(100);
    expect((await pixel(kept, 20, 50))[1]).toBeGreaterThan(200);
  });

  it('has its colours in sRGB: those of a telephone’s screen, and those of a printing press', async () => {
    const wide = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#c86432' } }).withIccProfile('p3').png().toBuffer();
    const [plain, kept] = [await sharp(wide).keepIccProfile().metadata(), await judgeUpload('png', wide)];
    expect(plain.icc).toBeDefined();
    expect((await sharp(kept).metadata()).icc).toBeUndefined();
    for (const [n, channel] of (await pixel(kept, 4, 4)).entries()) expect(Math.abs(channel - [0xc8, 0x64, 0x32][n]!)).toBeLessThan(4);
    const press = await blank(8, 8).toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer();
    expect((await sharp(await judgeUpload('jpg', press)).metadata()).space).toBe('srgb');
  });

  it('is made smaller when it is larger than anything that is shown', async () => {
    const kept = await judgeUpload('jpg', await blank(6000, 3000).jpeg().toBuffer());
    const { width, height } = await sharp(kept).metadata();
    expect([width, height]).toEqual([LONGEST_SIDE, LONGEST_SIDE / 2]);
  });

  it('loses what was hidden behind its end, and stays lossless when it was', async () => {
    const sent = await blank(20, 20).png().toBuffer();
    const kept = await judgeUpload('png', Buffer.concat([sent, Buffer.from('<script>alert(1)</script>')]));
    expect(kept.includes('<script>')).toBe(false);
    const drawing = await blank(20, 20).webp({ lossless: true }).toBuffer();
    expect((await judgeUpload('webp', drawing)).includes('VP8L')).toBe(true);
    expect((await judgeUpload('webp', await blank(20, 20).webp().toBuffer())).includes('VP8L')).toBe(false);
  });

  it('is refused when it moves, is a bomb, or broke off', async () => {
    const frames = await sharp([await blank(8, 8).png().toBuffer(), await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } }).png().toBuffer()], { join: { animated: true } }).webp().toBuffer();
    expect(await refusal('webp', frames)).toBe('refused-kind：不接受动图；请导出为一张静态图片再上传');
    const still = await blank(8, 8).png().toBuffer();
    const moving = Buffer.concat([still.subarray(0, 33), Buffer.from('000000086163544c000000020000000000000000', 'hex'), still.subarray(33)]);
    expect(await refusal('png', moving)).toContain('不接受动图');
    // A header of 40,000 by 40,000 costs a few bytes.
    const bomb = Buffer.from(still);
    bomb.writeUInt32BE(40_000, 16);
    bomb.writeUInt32BE(40_000, 20);
    expect(await refusal('png', bomb)).toMatch(/^(?:too-large|refused-kind)：这.*图片/);
    const photo = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 128, sigma: 30 } } }).jpeg().toBuffer();
    expect(await refusal('jpg', photo.subarray(0, photo.length - 2000))).toContain('没有传完或已经损坏');
    expect(await refusal('jpg', Buffer.from('\xff\xd8\xff\xe0 no image', 'latin1'))).toContain('没有传完或已经损坏');
  });
});

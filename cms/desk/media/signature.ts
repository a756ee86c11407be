/** What a file is by its first bytes, whatever it is called. */
export type Signature =
  | 'jpeg' | 'png' | 'webp' | 'avif' | 'heic' | 'gif' | 'bmp' | 'tiff' | 'svg'
  | 'pdf' | 'zip' | 'compound' | 'rtf' | 'page' | 'rar' | '7z' | 'program';

export const SIGNATURE_NAMES: Readonly<Record<Signature, string>> = {
  jpeg: 'JPEG 图片', png: 'PNG 图片', webp: 'WebP 图片', avif: 'AVIF 图片', heic: 'HEIC 图片（苹果手机的格式）', gif: 'GIF 图片', bmp: 'BMP 图片', tiff: 'TIFF 图片', svg: 'SVG 图形',
  pdf: 'PDF 文件', zip: '压缩包（或 .docx 一类的文件）', compound: '旧版 Office 文件（或设了密码的文件）', rtf: 'RTF 文件', page: '网页', rar: 'RAR 压缩包', '7z': '7z 压缩包', program: '程序',
};

/** Bytes at the very beginning, as latin1 text. */
const BEGINNINGS: readonly (readonly [start: string, signature: Signature])[] = [
  ['\xff\xd8\xff', 'jpeg'], ['\x89PNG\r\n\x1a\n', 'png'], ['GIF8', 'gif'], ['BM', 'bmp'], ['II*\0', 'tiff'], ['MM\0*', 'tiff'],
  ['%PDF-', 'pdf'], ['PK\x03\x04', 'zip'], ['PK\x05\x06', 'zip'], ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'compound'], ['{\\rtf', 'rtf'], ['Rar!', 'rar'], ['7z\xbc\xaf\x27\x1c', '7z'],
  // Windows, Linux, macOS (four ways to write it), scripts.
  ['MZ', 'program'], ['\x7fELF', 'program'], ['\xfe\xed\xfa\xce', 'program'], ['\xfe\xed\xfa\xcf', 'program'], ['\xce\xfa\xed\xfe', 'program'], ['\xcf\xfa\xed\xfe', 'program'],
  ['\xca\xfe\xba\xbe', 'program'], ['#!', 'program'],
];

/** What the bytes say that they are; undefined where they say nothing that is known. */
export function signatureOf(bytes: Buffer): Signature | undefined {
  const start = bytes.toString('latin1', 0, 1024);
  const known = BEGINNINGS.find(([beginning]) => start.startsWith(beginning));
  if (known) return known[1];
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'webp';
  if (start.slice(4, 8) === 'ftyp') return brandOf(bytes);
  const text = start.replace(/^\xef\xbb\xbf/, '').trimStart().toLowerCase();
  if (text.startsWith('<svg') || (/^<(?:\?xml|!--|!doctype svg)/.test(text) && text.includes('<svg'))) return 'svg';
  return /^<(?:!doctype html|html|head|body|script)/.test(text) ? 'page' : undefined;
}

/** AVIF and HEIC are one container; the brands tell them apart (ISO/IEC 14496-12, `ftyp`). */
function brandOf(bytes: Buffer): Signature | undefined {
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 256);
  const brands = [bytes.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(bytes.toString('latin1', at, at + 4));
  if (brands.includes('avif') || brands.includes('avis')) return 'avif';
  return brands.some((brand) => ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'].includes(brand)) ? 'heic' : undefined;
}

const MUST: Readonly<Record<string, readonly Signature[]>> = {
  jpg: ['jpeg'], jpeg: ['jpeg'], png: ['png'], webp: ['webp'], avif: ['avif'], pdf: ['pdf'],
  doc: ['compound'], xls: ['compound'], ppt: ['compound'], wps: ['compound', 'zip'], et: ['compound', 'zip'], dps: ['compound', 'zip'],
  docx: ['zip'], xlsx: ['zip'], pptx: ['zip'], ofd: ['zip'], zip: ['zip'],
};

/** Whether a file of this ending may begin like that. */
export const fits = (kind: string, signature: Signature | undefined): boolean => signature !== undefined && (MUST[kind] ?? []).includes(signature);

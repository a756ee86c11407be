/** The kinds of file that may lie under `content/media/`; whatever is not listed is refused. */
export const IMAGE_KINDS = ['jpg', 'jpeg', 'png', 'webp', 'avif'] as const;
export const DOCUMENT_KINDS = ['pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'wps', 'et', 'dps', 'ofd', 'zip'] as const;
export const MEDIA_KINDS = [...IMAGE_KINDS, ...DOCUMENT_KINDS] as const;

/** The largest file that the repository takes, in bytes. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** The lower-case ending of a path without its dot, or `''`. */
export function ending(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}

/** What to do instead, for files of kinds that people try and that are not taken. */
const INSTEAD: readonly (readonly [kinds: readonly string[], sentence: string])[] = [
  [['svg'], 'SVG 里可以藏程序，请导出为 PNG 再上传'],
  [['gif'], '请导出为 PNG 或 JPEG 再上传，动图请换成一张静态图片'],
  [['heic', 'heif'], '这是苹果手机的格式，请导出为 JPEG 再上传'],
  [['bmp', 'tif', 'tiff', 'ico', 'psd'], '请导出为 PNG 或 JPEG 再上传'],
  [['docm', 'dotm', 'xlsm', 'xltm', 'xlsb', 'pptm', 'ppsm', 'potm'], '带宏的文件不能公开发布，请另存为 .docx、.xlsx 或 .pptx 再上传'],
  [['rar', '7z', 'tar', 'gz'], '请改用 zip 打包'],
  [['mp4', 'mov', 'avi', 'wmv', 'mp3', 'wav', 'm4a'], '音视频请放到视频平台，在正文里加链接'],
  [['htm', 'html', 'mht', 'txt', 'rtf'], '请另存为 PDF 再上传'],
];

/** Why a file of this ending is not taken, and what to do instead. */
export function refusedKind(kind: string): string {
  const instead = INSTEAD.find(([kinds]) => kinds.includes(kind))?.[1];
  return `不接受 .${kind} 这种文件${instead ? `；${instead}` : ''}`;
}

export const isImage = (path: string) => (IMAGE_KINDS as readonly string[]).includes(ending(path));
export const isMedia = (path: string) => (MEDIA_KINDS as readonly string[]).includes(ending(path));

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

export const isImage = (path: string) => (IMAGE_KINDS as readonly string[]).includes(ending(path));
export const isMedia = (path: string) => (MEDIA_KINDS as readonly string[]).includes(ending(path));

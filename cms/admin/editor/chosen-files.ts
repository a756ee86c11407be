import { DOCUMENT_KINDS, ending, IMAGE_KINDS, isMedia, MAX_FILE_BYTES } from '../../../src/model/media.ts';

/** Why a chosen file cannot be taken, as a sentence, or null. */
export function refusalOf({ name, size }: Pick<File, 'name' | 'size'>): string | null {
  if (!isMedia(name)) {
    const kind = ending(name);
    return `“${name}”不能上传：${kind ? `不接受 .${kind} 这种文件` : '文件名没有后缀，看不出是哪种文件'}。图片可用 ${IMAGE_KINDS.join('、')}；附件可用 ${DOCUMENT_KINDS.join('、')}。`;
  }
  if (size === 0) return `“${name}”是空的，请检查原文件。`;
  if (size > MAX_FILE_BYTES) {
    const megabytes = (size / 1024 / 1024).toFixed(1);
    return `“${name}”有 ${megabytes} MB，超过了 ${MAX_FILE_BYTES / 1024 / 1024} MB。请压缩图片，或把文件拆开再上传。`;
  }
  return null;
}

/** The same bytes named by what they are: `<first 16 hex digits of the SHA-256>.<ending>`. Equal files get equal names. */
export async function namedByContent(file: File): Promise<File> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const hex = [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return new File([file], `${hex}.${ending(file.name)}`, { type: file.type, lastModified: file.lastModified });
}

/** The files as Decap may have them, or the sentences that refuse all of them. */
async function taken(files: readonly File[]): Promise<{ files: DataTransfer } | { refusals: string[] }> {
  const refusals = files.map(refusalOf).filter((sentence) => sentence !== null);
  if (refusals.length > 0) return { refusals };
  try {
    const transfer = new DataTransfer();
    for (const file of await Promise.all(files.map(namedByContent))) transfer.items.add(file);
    return { files: transfer };
  } catch {
    return { refusals: ['这个文件读不出来：它可能已经移走，或者正被别的程序占用。请检查后再选一次。'] };
  }
}

/**
 * Stands between a person and Decap wherever files are chosen or dropped: refuses what the repository does not take and
 * names the rest by content, because Decap uses a file's own name, which may be long, Chinese or taken already.
 */
export function renameChosenFiles(page: Document, refuse: (sentences: string[]) => void): void {
  // The events that are sent again here must not be caught again.
  const ours = new WeakSet<Event>();
  const again = (target: EventTarget, event: Event) => {
    ours.add(event);
    target.dispatchEvent(event);
  };
  const hold = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  const change = async (input: HTMLInputElement, files: readonly File[]) => {
    const result = await taken(files);
    if ('refusals' in result) {
      input.value = '';
      refuse(result.refusals);
      return;
    }
    input.files = result.files.files;
    again(input, new Event('change', { bubbles: true }));
  };
  const drop = async (target: EventTarget, files: readonly File[]) => {
    const result = await taken(files);
    if ('refusals' in result) refuse(result.refusals);
    else again(target, new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: result.files }));
  };

  page.addEventListener('change', (event) => {
    const input = event.target;
    if (ours.has(event) || !(input instanceof HTMLInputElement) || input.type !== 'file' || !input.files?.length) return;
    hold(event);
    void change(input, [...input.files]);
  }, { capture: true });

  page.addEventListener('drop', (event) => {
    const { target, dataTransfer } = event;
    if (ours.has(event) || !target || !dataTransfer?.files.length) return;
    hold(event);
    void drop(target, [...dataTransfer.files]);
  }, { capture: true });
}

import { DOCUMENT_KINDS, ending, IMAGE_KINDS, isMedia, MAX_FILE_BYTES, refusedKind } from '../../../src/model/media.ts';
import { DeskError } from '../backend/desk-client.ts';

/** Why a chosen file cannot be taken, as a sentence, or null. */
export function refusalOf({ name, size }: Pick<File, 'name' | 'size'>): string | null {
  if (!isMedia(name)) {
    const kind = ending(name);
    return `“${name}”不能上传：${kind ? refusedKind(kind) : '文件名没有后缀，看不出是哪种文件'}。图片可用 ${IMAGE_KINDS.join('、')}；附件可用 ${DOCUMENT_KINDS.join('、')}。`;
  }
  if (size === 0) return `“${name}”是空的，请检查原文件。`;
  if (size > MAX_FILE_BYTES) {
    const megabytes = (size / 1024 / 1024).toFixed(1);
    return `“${name}”有 ${megabytes} MB，超过了 ${MAX_FILE_BYTES / 1024 / 1024} MB。请压缩图片，或把文件拆开再上传。`;
  }
  return null;
}

/** Sends a file to the desk and gives it under the name that the desk has given it. Throws `DeskError`. */
export type Send = (file: File) => Promise<File>;

/** The files as Decap may have them, or the sentences that refuse all of them. */
export async function taken(files: readonly File[], send: Send): Promise<{ files: File[] } | { refusals: string[] }> {
  const refusals = files.map(refusalOf).filter((sentence) => sentence !== null);
  if (refusals.length > 0) return { refusals };
  const sent: File[] = [];
  // One after the other: a season's photographs are not held in memory together, here or there.
  for (const file of files) {
    try {
      sent.push(await send(file));
    } catch (error) {
      refusals.push(`“${file.name}”没有上传：${error instanceof DeskError ? error.message : '这个文件读不出来。它可能已经移走，或者正被别的程序占用；请检查后再选一次'}。`);
    }
  }
  return refusals.length > 0 ? { refusals } : { files: sent };
}

function asTransfer(files: readonly File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer;
}

/**
 * Stands between a person and Decap wherever files are chosen or dropped: sends them to the desk, which judges them and names them by
 * their content, and hands them on under these names, because Decap uses a file's own name, which may be long, Chinese or taken
 * already. Whatever is refused is refused here, before it stands in a text.
 */
export function sendChosenFiles(page: Document, send: Send, refuse: (sentences: string[]) => void): void {
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
    const result = await taken(files, send);
    if ('refusals' in result) {
      input.value = '';
      refuse(result.refusals);
      return;
    }
    input.files = asTransfer(result.files).files;
    again(input, new Event('change', { bubbles: true }));
  };
  const drop = async (target: EventTarget, files: readonly File[]) => {
    const result = await taken(files, send);
    if ('refusals' in result) refuse(result.refusals);
    else again(target, new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: asTransfer(result.files) }));
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

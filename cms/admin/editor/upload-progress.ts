import { element } from '../dialogs/dialog.ts';

/** Shows at the page's edge how far a file is, as long as it is being sent and looked at. In the top layer: files are chosen in Decap's own dialogs. */
export async function withProgress<T>(file: Pick<File, 'name' | 'size'>, send: (sent: (part: number) => void) => Promise<T>): Promise<T> {
  const size = file.size >= 1024 * 1024 ? `，${(file.size / 1024 / 1024).toFixed(1)} MB` : '';
  const bar = element('progress', { max: '1', value: '0', 'aria-label': `“${file.name}”上传的进度` });
  // The sentence alone is read out, when it changes: a number that is read out with every step helps nobody.
  const sentence = element('span', { role: 'status' }, `正在上传“${file.name}”${size}……`);
  const note = element('p', { class: 'desk-progress', popover: 'manual' }, sentence, bar);
  document.body.append(note);
  note.showPopover();
  try {
    return await send((part) => {
      bar.value = part;
      if (part === 1) sentence.textContent = `“${file.name}”已经传到，正在检查……`;
    });
  } finally {
    note.remove();
  }
}

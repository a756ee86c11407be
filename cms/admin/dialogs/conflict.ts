import type { Theirs } from '../../protocol/refusal.ts';
import { element, openDialog } from './dialog.ts';
import { difference, type Line } from './difference.ts';

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});

/** What to do: after a refused save the editor holds an old text, after a refused publication it holds the draft. */
const STEPS = {
  save: [
    '点“复制我的文字”，把自己写的留在剪贴板里。',
    '关上这个窗口，刷新页面，重新打开这一篇：看到的就是对方保存的文字。',
    '把自己的改动合并进去，再点保存。',
  ],
  publish: ['对照标出的行，看看已经发布的文字改了什么。', '关上这个窗口，在编辑器里把要保留的改动合并进草稿，点保存。', '再点发布。'],
};

/**
 * Somebody saved while this text was being written. Shows both, line by line, so that nothing of either is lost.
 * `mine` is what was about to be saved, by path.
 */
export function showConflict(sentence: string, theirs: readonly Theirs[], mine: ReadonlyMap<string, string>, verb: 'save' | 'publish' = 'save'): HTMLDialogElement {
  const dialog = openDialog(
    { title: '这篇刚刚被别人改过', wide: true },
    element('p', {}, sentence),
    element(
      'ol',
      { class: 'desk-steps' },
      ...STEPS[verb].map((step) => element('li', {}, step)),
    ),
    ...theirs.flatMap((other) => versions(other, mine.get(other.path))),
  );
  // A long text opens where it differs.
  for (const text of dialog.querySelectorAll('pre')) {
    const first = text.querySelector('mark');
    if (first) text.scrollTop = first.offsetTop - text.offsetTop - 48;
  }
  return dialog;
}

function versions(other: Theirs, mine: string | undefined): Node[] {
  const marked = difference(mine ?? '', other.raw ?? '');
  const saved = `${other.author} 于 ${clock.format(new Date(other.at))} 保存`;
  return [
    element('p', { class: 'desk-legend' }, element('mark', {}, '标出的行'), ' 两边不一样。', element('code', {}, other.path)),
    element(
      'div',
      { class: 'desk-versions' },
      ...(mine === undefined ? [] : [version('我的文字', '还没有保存', mine, marked.mine)]),
      other.raw === null
        ? element('section', {}, element('h3', {}, '对方的文字'), element('p', {}, `${other.author} 移走了这一篇（${clock.format(new Date(other.at))}）。`))
        : version('对方的文字', saved, other.raw, mine === undefined ? marked.theirs.map((line) => ({ ...line, same: true })) : marked.theirs),
    ),
  ];
}

function version(title: string, saved: string, raw: string, lines: readonly Line[]): HTMLElement {
  const text = element('pre', { tabindex: '0', 'aria-label': title });
  for (const { text: line, same } of lines) text.append(same ? line : element('mark', {}, line === '' ? ' ' : line), '\n');
  const copy = element('button', { type: 'button', class: 'desk-button' }, `复制${title}`);
  copy.addEventListener('click', () => void copied(raw, text).then((done) => (copy.textContent = done ? '已复制' : '已选中，请按 Ctrl+C')));
  return element('section', {}, element('h3', {}, title), element('p', { class: 'desk-who' }, saved), text, copy);
}

/** Puts a text on the clipboard; where the browser does not allow it, selects it, which is the next best. */
async function copied(raw: string, shown: Node): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(raw);
    return true;
  } catch {
    getSelection()?.selectAllChildren(shown);
    return false;
  }
}

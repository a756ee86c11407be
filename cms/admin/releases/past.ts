import type { Release } from '../../protocol/release.ts';
import { element } from '../dialogs/dialog.ts';
import { pageName } from './page-name.ts';
import { time, titleOf } from './present.ts';
import { reasons } from './reason.ts';

type What = NonNullable<Release['what']>;

const WHY: Record<What['why'], string> = { first: '首次发布', templates: '模板更新，全站重做', changes: '内容或时间变化', restored: '恢复较早的版本' };

/** One kept release in the list; one of another commit than the public sees now can be restored. */
export function past(release: Release, current: Release): HTMLElement {
  const { id, what, author, commit, publishedAt } = release;
  return element(
    'li',
    { class: release === current ? 'release current' : 'release', 'data-key': id },
    element('h3', { id: `r-${id}`, tabindex: '-1' }, titleOf(release), ...(release === current ? [' ', element('span', { class: 'badge' }, '现在公开')] : [])),
    element('p', { class: 'when' }, ...parted(time(publishedAt), author ?? '', element('span', {}, '版本 ', element('code', {}, commit.slice(0, 8))))),
    ...(what ? [element('p', { class: 'what' }, ...parted(WHY[what.why], counted(what)))] : []),
    ...(what && what.paths.length > 0 ? [folded(id, what)] : []),
    ...(commit === current.commit ? [] : [restoreButton(release)]),
  );
}

/** Files, not pages: feeds and site maps are counted with them. */
const counted = ({ rendered, gone, paths }: What): string =>
  [rendered ? `${paths.length ? '' : '全站'}重新生成 ${rendered} 个文件` : '', gone ? `撤下 ${gone} 个` : ''].filter(Boolean).join('，') || '页面没有变化';

/** Parts of a line, each of which stays whole where the line is broken. */
const parted = (...parts: (Node | string)[]): Node[] => parts.filter((part) => part !== '').map((part) => element('span', {}, part));

function folded(id: string, { paths, rendered }: What): HTMLElement {
  return element(
    'details',
    { 'data-fold': id },
    element('summary', { 'data-focus': 'pages' }, '改了哪些页面，为什么'),
    element(
      'ul',
      {},
      ...paths.map(({ path, because }) => element(
        'li',
        {},
        element('a', { href: path, 'data-focus': path }, pageName(path)),
        ...(because.length ? [element('span', {}, reasons(because))] : []),
      )),
    ),
    ...(rendered > paths.length ? [element('p', {}, `只列出前 ${paths.length} 个。`)] : []),
  );
}

function restoreButton({ id, commit }: Release): HTMLElement {
  const button = element('button', { type: 'button', class: 'desk-button', id: `b-${id}`, 'data-act': 'restore', 'data-commit': commit, 'data-focus': 'restore' }, '恢复到这个版本');
  // Of fifty buttons that say the same, each says to a screen reader which version is meant.
  button.setAttribute('aria-labelledby', `b-${id} r-${id}`);
  return element('p', { class: 'act' }, button);
}

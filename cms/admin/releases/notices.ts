import type { Hold, Release } from '../../protocol/release.ts';
import { element } from '../dialogs/dialog.ts';
import { time, titleOf } from './present.ts';

/** Says that an earlier commit is held, by whom, and how updates resume. */
export function holdNotice(hold: Hold, current: Release | undefined, known: readonly Release[]): HTMLElement {
  const held = known.find(({ commit }) => commit === hold.commit);
  return element(
    'section',
    { class: 'notice care', 'data-key': 'hold', 'aria-labelledby': 'hold' },
    element('h2', { id: 'hold', tabindex: '-1' }, '网站停在一个较早的版本上'),
    element('p', {}, element('strong', {}, hold.by), ' 于 ', time(hold.at), ` 恢复了“${held ? titleOf(held) : `版本 ${hold.commit.slice(0, 8)}`}”。`),
    ...(current?.commit === hold.commit ? [] : [element('p', {}, '这个版本还在生成，公众暂时看到的仍是下面这一版。')]),
    element('p', {}, '以后的新发布都会收下，但不公开。恢复更新以后，公众马上看到最新的内容。'),
    element('p', { class: 'act' }, element('button', { type: 'button', class: 'desk-button primary', 'data-act': 'release', 'data-focus': 'release' }, '恢复更新')),
  );
}

/** Says that the newest publication failed, of what, and what the public sees meanwhile. */
export function failureNotice({ failure, publishedAt, commit }: Release, shown: boolean): HTMLElement {
  return element(
    'section',
    { class: 'notice wrong', 'data-key': 'failure', 'aria-labelledby': 'failure' },
    element('h2', { id: 'failure', tabindex: '-1' }, '最近一次发布没有成功'),
    element('p', {}, time(publishedAt), shown ? '，公众看到的仍是下面这一版。改好以后再发布，就会公开。' : '，网站还没有公开过。改好以后再发布，就会公开。'),
    element('p', { class: 'cause' }, failure?.zh ?? '没有记下原因，请告诉管理员。'),
    element(
      'details',
      { 'data-fold': 'cause' },
      element('summary', { 'data-focus': 'cause' }, '给管理员看的原因（英文）'),
      element('pre', { tabindex: '0', 'aria-label': '原因', lang: 'en' }, `${failure?.en ?? 'no cause on record'}\ncommit ${commit}`),
    ),
  );
}

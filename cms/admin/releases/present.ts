import type { Release } from '../../protocol/release.ts';
import { element } from '../dialogs/dialog.ts';
import { fromNow, inBeijing } from '../page/beijing.ts';

/** An instant as an element: `2026-11-25 15:40:02`. */
export const time = (instant: string): HTMLElement => element('time', { datetime: instant }, inBeijing(instant));

/** What a release is called: its commit's subject. */
export const titleOf = ({ subject, commit }: Release): string => subject || `没有说明的版本 ${commit.slice(0, 8)}`;

/** What the public sees now, and whether search finds it; `now` in ms. */
export function present(current: Release, searchable: boolean, now: number): HTMLElement {
  const { publishedAt, instant, nextChange, author, pages } = current;
  const rows: [string, (Node | string)[]][] = [
    ['作者', [author ?? '没有记录']],
    ['公开时间', [time(publishedAt), ...(instant === publishedAt ? ['，内容按这一刻显示'] : [])]],
    ...(instant && instant !== publishedAt ? [['内容时刻', ['按 ', time(instant), ' 这一刻显示']] as [string, (Node | string)[]]] : []),
    ['页面', [`共 ${pages} 页`]],
    ['搜索', [searchable ? '已经能搜到这一版' : '搜索数据正在更新']],
    ['下次变化', nextChange
      ? [time(nextChange), `（${fromNow(nextChange, now)}），有内容到了时间，网站会自己更新`]
      : ['暂无到时间会变的内容']],
  ];
  return element(
    'div',
    { 'data-key': 'present' },
    element('p', { class: 'subject' }, titleOf(current)),
    element('dl', {}, ...rows.map(([name, said]) => element('div', {}, element('dt', {}, name), element('dd', {}, ...said)))),
  );
}

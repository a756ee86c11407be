import { askFirst } from '../dialogs/ask-first.ts';
import { element } from '../dialogs/dialog.ts';
import type { Release } from '../../protocol/release.ts';
import { time, titleOf } from './present.ts';

/** Asks before the public is shown an earlier version; `act` does it and gives a sentence where it fails. */
export function askToRestore(release: Release, act: () => Promise<string | undefined>): Promise<boolean> {
  return askFirst(
    { title: '恢复到这个版本？', verb: '恢复到这个版本', busy: '正在恢复，可能要一分钟……', leave: '先不恢复', act },
    element('p', {}, element('strong', {}, titleOf(release)), element('br'), time(release.publishedAt), ' 公开', release.author ? `，${release.author}` : ''),
    element('p', {}, '恢复以后：'),
    element(
      'ul',
      {},
      element('li', {}, '公众重新看到这个版本，页面按现在的时间重新生成：公示期已满的，仍显示期满。'),
      element('li', {}, '已经撤下的名单不会重新出现。'),
      element('li', {}, '以后的新发布都会收下、不会丢，但要等有人点“恢复更新”才公开。'),
    ),
  );
}

import type { Mirror } from '../../protocol/mirror.ts';
import { fromNow, inBeijing } from '../page/beijing.ts';

const WHAT: Readonly<Record<'main' | 'all', string>> = { main: '只推送已发布的', all: '已发布的，连同草稿' };

/** How a mirror stands, as lines of a table: name, sentence, and whether it tells of a failure. `now` in ms. */
export function standing({ setting, pushing, succeededAt, failure }: Mirror, now: number): { name: string; said: string; failed?: true }[] {
  if (!setting) return [{ name: '状态', said: '没有设置，不推送。' }];
  const state = setting.paused ? '已暂停，不推送。从备份恢复以后总是暂停着：这台是正式使用的编务台时，再点“继续推送”。'
    : pushing ? '正在推送……'
      : failure ? `推送没有成功，${Date.parse(failure.nextAt) > now ? fromNow(failure.nextAt, now) : '马上'}再试。` : succeededAt ? '正常，远端和本站一样。' : '等待推送。';
  return [
    { name: '远端', said: setting.address },
    { name: '内容', said: WHAT[setting.what] },
    { name: '状态', said: state },
    ...(failure ? [{ name: '原因', said: `${failure.zh}。`, failed: true as const }, { name: '上次失败', said: inBeijing(failure.at) }] : []),
    { name: '上次成功', said: succeededAt ? inBeijing(succeededAt) : '还没有成功过' },
  ];
}

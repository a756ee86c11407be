import { STAGE_NAMES } from '../../protocol/roles.ts';
import type { Waiting } from '../../protocol/store.ts';
import { toTheMinute } from '../panel/words.ts';

/** Why something is in the list, the most pressing first. */
export const GROUPS = ['urgent', 'sign', 'sent-back', 'publish', 'own'] as const;
export type Group = (typeof GROUPS)[number];

export const GROUP_NAMES: Readonly<Record<Group, { title: string; hint: string }>> = {
  urgent: { title: '急：紧急发布，待补签', hint: '已经公开，还没有签齐。' },
  sign: { title: '等我审签', hint: '' },
  'sent-back': { title: '退回给我修改', hint: '原因在审签栏里。' },
  publish: { title: '签齐了，可以发布', hint: '' },
  own: { title: '我写的，还在路上', hint: '现在不用您做什么。' },
};

/** Whether it waits for this person, and not only for others. */
export const isMine = ({ why }: Pick<Waiting, 'why'>): boolean => why !== 'own';

const groupOf = ({ urgent, why }: Waiting): Group => (urgent ? 'urgent' : why);

/** What waits, by why, each group in the desk's order; groups without anything are left out. */
export const grouped = (waiting: readonly Waiting[]): { group: Group; items: Waiting[] }[] =>
  GROUPS.map((group) => ({ group, items: waiting.filter((one) => groupOf(one) === group) })).filter(({ items }) => items.length > 0);

/** What an entry waits for, in a few words: `待初审`, `定时 2026-11-25 09:30 发布`. */
export function waitsFor({ urgent, status, stage, scheduled, why }: Waiting): string {
  if (urgent) return why === 'own' ? `等${stage ? STAGE_NAMES[stage] : '发布'}` : `待${stage ? STAGE_NAMES[stage] : '发布'}`;
  if (scheduled) return `定时 ${toTheMinute(scheduled)} 发布`;
  if (status === 'pending_publish') return '可发布';
  if (status === 'draft') return why === 'sent-back' ? '已退回' : '撰写中';
  return stage ? `待${STAGE_NAMES[stage]}` : '审核中';
}

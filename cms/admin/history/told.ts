import type { Told } from '../../protocol/history.ts';
import { element } from '../dialogs/dialog.ts';
import { inBeijing } from '../page/beijing.ts';

type Content = Node | string;

/** An instant as an element, as Beijing's clocks show it. */
export const time = (instant: string): HTMLElement => element('time', { datetime: instant }, inBeijing(instant));

/** Parts of a line, each of which stays whole where the line is broken. */
export const parted = (...parts: (Content | undefined)[]): Node[] => parts.filter((part) => part !== undefined && part !== '').map((part) => element('span', {}, part!));

/** The line below a deed: when, who, in whose stead, which commit. */
export const whenAndWho = ({ at, by, standsFor, commit }: Told, ...more: Content[]): HTMLElement => element(
  'p',
  { class: 'when' },
  ...parted(time(at), standsFor ? `${by.name}（代 ${standsFor.name}）` : by.name, element('span', {}, '版本 ', element('code', {}, commit.slice(0, 8))), ...more),
);

/** Why: what somebody wrote, as they wrote it; and the moment that was set. */
export const because = ({ reason, scheduledFor }: Told): HTMLElement[] => [
  ...(scheduledFor ? [element('p', { class: 'reason' }, '定在 ', time(scheduledFor))] : []),
  ...(reason ? [element('p', { class: 'reason' }, reason)] : []),
];

/** One line that names a version in a list to choose from. */
export const inOneLine = ({ at, what, by, title }: Told): string => `${inBeijing(at).slice(0, 16)} ${what}${title ? `：${title.slice(0, 30)}` : ''}（${by.name}）`;

/** What a page shows, below its heading. */
export interface View {
  title: string;
  lead: string;
  content: Node[];
}

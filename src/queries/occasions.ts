import type { Snapshot } from '../content/snapshot.ts';

/** A page as days of mourning tell pages apart. */
export type Where = 'home' | 'inner';

/** What everybody has to know at once. */
export interface Alert {
  text: string;
  level: '紧急' | '重要' | '一般';
  link?: string | undefined;
}

const LEVELS: readonly Alert['level'][] = ['紧急', '重要', '一般'];

/** Whether a page is grey: it is a day of mourning, whose first and last days count whole. */
export const isGrey = ({ instant, settings }: Snapshot, where: Where): boolean =>
  (settings.mourning.days ?? []).some(({ from, to, pages }) => (where === 'home' || pages === '全站') && instant.reached(`${from}T00:00:00+08:00`) && !instant.over(to));

/** The alerts of this instant, the gravest first, else as they were written. */
export const currentAlerts = ({ instant, settings }: Snapshot): Alert[] =>
  (settings.alerts.shown ?? []).filter(({ from, to }) => instant.reached(from) && !instant.reached(to))
    .map(({ text, level, link }) => ({ text, level, ...(link ? { link } : {}) }))
    .sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));

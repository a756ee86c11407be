const HOUR = 3_600_000;

/** An instant as Beijing's clocks show it: `2026-11-25 15:40:02`. */
export const inBeijing = (instant: string): string => new Date(Date.parse(instant) + 8 * HOUR).toISOString().slice(0, 19).replace('T', ' ');

/** The day in Beijing at an instant (ms): `2026-11-25`. */
export const dayInBeijing = (now: number): string => inBeijing(new Date(now).toISOString()).slice(0, 10);

/** How far off an instant is, in words: `大约 3 天后`. `now` in ms. */
export function fromNow(instant: string, now: number): string {
  const left = Date.parse(instant) - now;
  if (left <= 0) return '时间已到';
  if (left < 60_000) return '不到一分钟后';
  if (left < HOUR) return `大约 ${Math.round(left / 60_000)} 分钟后`;
  if (left < 36 * HOUR) return `大约 ${Math.round(left / HOUR)} 小时后`;
  return `大约 ${Math.round(left / (24 * HOUR))} 天后`;
}

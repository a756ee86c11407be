import { expect, it } from 'vitest';
import { fromNow, inBeijing } from './beijing.ts';

it('an instant is told as Beijing’s clocks show it, whatever zone it is written in', () => {
  expect([inBeijing('2026-11-25T07:40:02.113Z'), inBeijing('2026-11-25T15:40:02+08:00'), inBeijing('2026-12-31T16:00:00.000Z')])
    .toEqual(['2026-11-25 15:40:02', '2026-11-25 15:40:02', '2027-01-01 00:00:00']);
});

it.each([
  [-1, '时间已到'], [0, '时间已到'], [59_000, '不到一分钟后'], [60_000, '大约 1 分钟后'], [45 * 60_000, '大约 45 分钟后'],
  [5 * 3_600_000, '大约 5 小时后'], [35 * 3_600_000, '大约 35 小时后'], [49 * 3_600_000, '大约 2 天后'], [240 * 3_600_000, '大约 10 天后'],
])('%d ms ahead is “%s”', (ahead, said) => {
  const now = Date.parse('2026-11-25T07:40:02.000Z');
  expect(fromNow(new Date(now + ahead).toISOString(), now)).toBe(said);
});

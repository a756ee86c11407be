import { expect, it } from 'vitest';
import { fieldsOf, momentOf, proposed, told } from './set-moment.ts';

const NOW = Date.parse('2026-11-23T09:30:00+08:00');

it('a day and a time are Beijing’s, whatever the browser’s zone is', () => {
  expect(momentOf('2026-11-25', '09:30')).toBe('2026-11-25T09:30:00+08:00');
  expect(told('2026-11-25', '09:30', NOW)).toEqual({
    moment: '2026-11-25T09:30:00+08:00', sentence: '将在 2026年11月25日（星期三）09:30 自动发布（北京时间），大约 2 天后。',
  });
});

it.each([['2026-02-30', '09:00'], ['', '09:00'], ['2026-11-25', ''], ['2026-11-25', '24:30'], ['x', 'y']])('%s %s is no moment', (date, time) => {
  expect(momentOf(date, time)).toBeUndefined();
  expect(told(date, time, NOW)).toEqual({ sentence: '请选择发布的日期和时间。' });
});

it('a moment that is past is said to be, and not sent', () => {
  expect(told('2026-11-23', '09:30', NOW).moment).toBeUndefined();
  expect(told('2026-11-23', '09:29', NOW).sentence).toContain('已经过去');
});

it('proposes the next morning by Beijing’s calendar', () => {
  expect(proposed(Date.parse('2026-12-30T17:00:00Z'))).toEqual({ date: '2027-01-01', time: '09:00' });
});

it('what was set before comes back into the fields as Beijing’s clocks show it', () => {
  expect(fieldsOf('2026-11-25T01:30:00.000Z')).toEqual({ date: '2026-11-25', time: '09:30' });
});

import { describe, expect, it } from 'vitest';
import { workdays } from './workdays.ts';

describe('working days', () => {
  it.each([
    ['a week from Monday to Friday', '2026-11-16', '2026-11-20', { count: 5, holidays: [], moved: [] }],
    ['one day', '2026-11-16', '2026-11-16', { count: 1, holidays: [], moved: [] }],
    ['a weekend alone', '2026-11-21', '2026-11-22', { count: 0, holidays: [], moved: [] }],
    ['over a weekend', '2026-11-19', '2026-11-24', { count: 4, holidays: [], moved: [] }],
    // 1 to 7 October are off, Saturday the 10th is worked for them.
    ['over the National Day, with the Saturday that is worked for it', '2026-09-28', '2026-10-10', { count: 6, holidays: ['国庆节'], moved: ['2026-10-10'] }],
    // The whole of 15 to 23 February is off, 14 and 28 are worked.
    ['over the Spring Festival', '2026-02-13', '2026-02-24', { count: 3, holidays: ['春节'], moved: ['2026-02-14'] }],
    ['over the end of a year', '2025-12-30', '2026-01-04', { count: 3, holidays: ['元旦'], moved: ['2026-01-04'] }],
    ['over the 29th of February', '2024-02-28', '2024-03-01', { count: 3, holidays: [], moved: [] }],
  ] as const)('%s', (_name, starts, ends, expected) => expect(workdays(starts, ends)).toEqual(expected));

  it('says nothing of years whose holidays nobody has announced, of periods without end and of those that end before they begin', () => {
    expect(workdays('2099-01-04', '2099-01-08')).toBeUndefined();
    expect(workdays('2026-12-30', '2099-01-05')).toBeUndefined();
    expect(workdays('2020-01-01', '2024-01-01')).toBeUndefined();
    expect(workdays('2026-11-20', '2026-11-16')).toBeUndefined();
  });
});

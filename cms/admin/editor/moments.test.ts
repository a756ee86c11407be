import { fromJS } from 'immutable';
import { describe, expect, it } from 'vitest';
import { collection } from '../../../src/model/collection.ts';
import { day, list, moment, rows, text } from '../../../src/model/fields.ts';
import { inBeijing, withMoments } from './moments.ts';

describe('date-times', () => {
  it.each([
    ['2026-11-20T01:30:00Z', '2026-11-20T09:30:00+08:00'],
    ['2026-11-19T20:30:00-05:00', '2026-11-20T09:30:00+08:00'],
    ['2026-11-20T10:30:00+0900', '2026-11-20T09:30:00+08:00'],
    ['2026-11-20T09:30:00.250+08:00', '2026-11-20T09:30:00+08:00'],
    ['2026-12-31T23:30:00+00:00', '2027-01-01T07:30:00+08:00'],
    ['2026-11-20T09:30:00+08:00', '2026-11-20T09:30:00+08:00'],
  ])('%s is the instant %s', (given, expected) => {
    expect(inBeijing(given)).toBe(expected);
    expect(Date.parse(inBeijing(given))).toBe(Math.floor(Date.parse(given.replace('+0900', '+09:00')) / 1000) * 1000);
  });

  it.each(['', '2026-11-20', '2026-11-20T09:30:00', '明天', '2026-99-99T09:30:00Z'])('leaves %j alone', (given) => {
    expect(inBeijing(given)).toBe(given);
  });
});

describe('an entry’s data', () => {
  const talk = collection({
    name: 'talk', label: '宣讲', one: '宣讲', description: '', naming: 'dated', summary: '',
    fields: {
      title: text({ label: '标题' }),
      date: moment({ label: '时间' }),
      until: day({ label: '截至', required: false }),
      reminders: list(moment({ label: '提醒' }), { label: '提醒', required: false }),
      sessions: rows({ at: moment({ label: '开始' }), room: text({ label: '地点' }) }, { label: '场次', required: false }),
    },
  });

  it('has its moments in Beijing time, wherever they stand, and all else untouched', () => {
    const data = fromJS({
      title: '2026-11-20T01:30:00Z', date: '2026-11-20T01:30:00Z', until: '2026-11-20',
      reminders: ['2026-11-20T01:00:00Z'], sessions: [{ at: '2026-11-20T02:00:00Z', room: '礼堂' }],
    });
    expect((withMoments(talk.fields, data as never) as unknown as { toJS: () => unknown }).toJS()).toEqual({
      title: '2026-11-20T01:30:00Z', date: '2026-11-20T09:30:00+08:00', until: '2026-11-20',
      reminders: ['2026-11-20T09:00:00+08:00'], sessions: [{ at: '2026-11-20T10:00:00+08:00', room: '礼堂' }],
    });
  });

  it('stays the same object when nothing changes', () => {
    const data = fromJS({ date: '2026-11-20T09:30:00+08:00' });
    expect(withMoments(talk.fields, data as never)).toBe(data);
  });
});

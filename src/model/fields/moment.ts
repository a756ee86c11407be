import { z } from 'astro/zod';
import { type Common, field } from '../field.ts';

const PATTERN = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\+08:00$';

/** Whether `YYYY-MM-DD` is a day that exists. */
export function dayExists(day: string): boolean {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const days = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return month >= 1 && month <= 12 && date >= 1 && date <= (days[month - 1] ?? 0);
}

const timeExists = (value: string) => {
  const [hour, minute, second] = value.slice(11, 19).split(':').map(Number) as [number, number, number];
  return hour < 24 && minute < 60 && second < 60;
};

/** A date and time in Beijing time, always written with `+08:00`. */
export function moment<const O extends Common>(options: O) {
  const sentence = `“${options.label}”须为北京时间，形如 2026-11-20T09:30:00+08:00`;
  return field({
    kind: 'moment',
    options,
    example: '2026-11-20T09:30:00+08:00',
    present: z
      .string(sentence)
      .regex(new RegExp(PATTERN), { message: sentence, abort: true })
      .refine((value) => dayExists(value.slice(0, 10)) && timeExists(value), `“${options.label}”不是存在的日期或时间`),
    decap: {
      widget: 'datetime',
      format: 'YYYY-MM-DDTHH:mm:ssZ',
      date_format: 'YYYY-MM-DD',
      time_format: 'HH:mm',
      picker_utc: false,
      // No pattern: Decap would judge it before the admin has put the value into Beijing time, and on a computer in
      // another zone nothing could be saved. The widget writes nothing but date-times, and the desk judges them.
      ...(options.required === false ? { default: '' } : { default: '{{now}}' }),
    },
  });
}

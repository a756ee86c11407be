import { z } from 'astro/zod';
import { type Common, field } from '../field.ts';
import { dayExists } from './moment.ts';

const PATTERN = '^\\d{4}-\\d{2}-\\d{2}$';

/** A calendar day, `YYYY-MM-DD`. */
export function day<const O extends Common>(options: O) {
  const sentence = `“${options.label}”须为年-月-日，形如 2026-11-20`;
  return field({
    kind: 'day',
    options,
    example: '2026-11-20',
    present: z
      .string(sentence)
      .regex(new RegExp(PATTERN), { message: sentence, abort: true })
      .refine(dayExists, `“${options.label}”不是存在的日期`),
    decap: {
      widget: 'datetime',
      format: 'YYYY-MM-DD',
      date_format: 'YYYY-MM-DD',
      time_format: false,
      picker_utc: false,
      pattern: [PATTERN, sentence],
      default: '',
    },
  });
}

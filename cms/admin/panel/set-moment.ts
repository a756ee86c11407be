import { dayInBeijing, fromNow, inBeijing } from '../page/beijing.ts';

const DAY = 86_400_000;
const WEEKDAYS = '日一二三四五六';

/** The instant of a day and a time by Beijing's clocks, as the desk takes it; undefined where there is none, such as on 30 February. */
export function momentOf(date: string, time: string): string | undefined {
  const moment = `${date}T${time}:00+08:00`;
  const at = Date.parse(moment);
  return !Number.isNaN(at) && inBeijing(moment) === `${date} ${time}:00` ? moment : undefined;
}

/** What is proposed at first: nine o'clock the next morning. `now` in ms. */
export const proposed = (now: number): { date: string; time: string } => ({ date: dayInBeijing(now + DAY), time: '09:00' });

/** What a chosen moment means: `将在 2026年11月25日（星期三）09:30 自动发布（北京时间），大约 2 天后`; or why it cannot be. `now` in ms. */
export function told(date: string, time: string, now: number): { moment?: string; sentence: string } {
  const moment = momentOf(date, time);
  if (!moment) return { sentence: '请选择发布的日期和时间。' };
  if (Date.parse(moment) <= now) return { sentence: '这一刻已经过去，请选以后的时间；要马上公开，请用“现在发布”。' };
  const [year, month, day] = date.split('-').map(Number);
  const weekday = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()];
  return { moment, sentence: `将在 ${year}年${month}月${day}日（星期${weekday}）${time} 自动发布（北京时间），${fromNow(moment, now)}。` };
}

/** A moment that was set before, as the two fields hold it. */
export function fieldsOf(moment: string): { date: string; time: string } {
  const [date = '', time = ''] = inBeijing(moment).split(' ');
  return { date, time: time.slice(0, 5) };
}

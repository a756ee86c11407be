import calendar from 'chinese-days/dist/chinese-days.json' with { type: 'json' };

/** The working days of a period, both of whose ends count, and the holidays among its days. */
export interface Workdays {
  count: number;
  /** Holidays that fall on what would be working days, in order, each once: 国庆节. */
  holidays: string[];
  /** Saturdays and Sundays that are worked for a holiday (调休), `YYYY-MM-DD`. */
  moved: string[];
}

const holidays = calendar.holidays as Readonly<Record<string, string>>;
const moved = calendar.workdays as Readonly<Record<string, string>>;
/** The years whose holidays the State Council has announced, as far as the package knows. */
const KNOWN = new Set(Object.keys(holidays).map((day) => day.slice(0, 4)));
/** Days of a period that are looked at: no 公示 is longer than a year. */
const LONGEST = 366;

/** Days of the month, by the Gregorian calendar. */
const daysIn = (year: number, month: number): number =>
  month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** The day after, `YYYY-MM-DD` both. */
function next(day: string): string {
  let [year, month, date] = day.split('-').map(Number) as [number, number, number];
  if (++date > daysIn(year, month)) [date, month] = [1, month + 1];
  if (month > 12) [month, year] = [1, year + 1];
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** Whether a day is a Saturday or a Sunday. By Zeller's congruence: there is no clock here, and no time zone. */
function isWeekend(day: string): boolean {
  const [y, m, date] = day.split('-').map(Number) as [number, number, number];
  const [year, month] = m < 3 ? [y - 1, m + 12] : [y, m];
  const weekday = (date + Math.floor((13 * (month + 1)) / 5) + year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)) % 7;
  return weekday < 2;
}

/**
 * The working days from one day to another, with public holidays and 调休 (`standards.md` §4.4). Undefined when a year's holidays
 * are not known yet, for the period of more than a year, and for one that ends before it begins: what is not known is not said.
 * The package's own functions count in the machine's time zone; its table of days does not.
 */
export function workdays(starts: string, ends: string): Workdays | undefined {
  if (!KNOWN.has(starts.slice(0, 4)) || !KNOWN.has(ends.slice(0, 4)) || ends < starts) return undefined;
  const found: Workdays = { count: 0, holidays: [], moved: [] };
  let day = starts;
  for (let seen = 0; day <= ends; day = next(day)) {
    if (++seen > LONGEST) return undefined;
    const holiday = holidays[day]?.split(',')[1];
    const weekend = isWeekend(day);
    if (moved[day]) found.moved.push(day);
    if (holiday && !weekend && !found.holidays.includes(holiday)) found.holidays.push(holiday);
    if (moved[day] || (!weekend && !holiday)) found.count += 1;
  }
  return found;
}

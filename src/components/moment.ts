/** `2026-11-20T09:30:00+08:00` → `2026-11-20 09:30`, the form that 国办发〔2017〕47号 asks for. */
export const minute = (moment: string): string => moment.slice(0, 16).replace('T', ' ');

/** `2026-11-20T09:30:00+08:00` or `2026-11-20` → `2026-11-20`. */
export const day = (moment: string): string => moment.slice(0, 10);

/** `2026-11` → `2026年11月`, `2026-11-20` → `2026年11月20日`. */
export function spoken(text: string): string {
  const [year, month, date] = text.slice(0, 10).split('-').map(Number);
  return `${year}年${month}月${date ? `${date}日` : ''}`;
}

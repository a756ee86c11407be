const ROOT = 'content/media/';

const month = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit' });

/** The folder that an upload of this instant goes to, by the month in China: `content/media/2026/11`. */
export function mediaFolder(now: Date): string {
  const parts = Object.fromEntries(month.formatToParts(now).map(({ type, value }) => [type, value]));
  return `${ROOT}${parts['year']}/${parts['month']}`;
}

/** The address by which an entry names a file of `content/media/`. */
export const mediaPublicPath = (path: string): string => path.replace(/^content(?=\/media\/)/, '');

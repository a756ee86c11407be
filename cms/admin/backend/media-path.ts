const ROOT = 'content/media/';

const month = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit' });

/** The folder that an upload of this instant goes to, by the month in China: `content/media/2026/11`. */
export function mediaFolder(now: Date): string {
  const parts = Object.fromEntries(month.formatToParts(now).map(({ type, value }) => [type, value]));
  return `${ROOT}${parts['year']}/${parts['month']}`;
}

/** The address by which an entry names a file of `content/media/`. */
export const mediaPublicPath = (path: string): string => path.replace(/^content(?=\/media\/)/, '');

/** A text that names files by other addresses: each of `before` by that of `after`, in their order. They differ when a file that was chosen in an earlier session is sent again. */
export const withNames = (text: string, before: readonly { path: string }[], after: readonly { path: string }[]): string =>
  before.reduce((raw, { path }, n) => (after[n]!.path === path ? raw : raw.replaceAll(mediaPublicPath(path), mediaPublicPath(after[n]!.path))), text);

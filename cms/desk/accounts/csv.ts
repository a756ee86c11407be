/**
 * A table as CSV (RFC 4180) that Excel opens as it is: UTF-8 with its mark, every cell quoted. A cell that a spreadsheet would
 * take for a formula gets an apostrophe first: user names and addresses come from outside.
 */
export const toCsv = (rows: readonly (readonly string[])[]): string => `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

const cell = (text: string): string => `"${(/^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

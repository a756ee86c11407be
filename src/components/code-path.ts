import { encodeQR } from 'qr';

/** A QR code as the strokes of one SVG path: lines of dark modules, each one module high. */
export interface CodePath {
  /** Modules to a side. */
  size: number;
  path: string;
}

/**
 * Draws a text as a QR code (ISO/IEC 18004). Small in bytes: strokes that begin where the last one ended, and error correction as far as
 * the size allows. The mask is always the first: trying all eight for the best-looking one costs a millisecond a page, ten times the rest.
 */
export function codePath(text: string): CodePath {
  // The library draws one light module around it at the least.
  const data = encodeQR(text, 'raw', { ecc: 'low', border: 1, mask: 0 }).slice(1, -1).map((row) => row.slice(1, -1));
  const size = data.length;
  let [path, x, y] = ['', 0, 0];
  for (const [row, modules] of data.entries()) {
    for (let column = 0; column < size; column++) {
      if (!modules[column]) continue;
      const from = column;
      while (modules[column]) column += 1;
      path += path ? `m${from - x}${row < y ? '' : ' '}${row - y}h${column - from}` : `M${from} ${row}.5h${column - from}`;
      [x, y] = [column, row];
    }
  }
  return { size, path };
}

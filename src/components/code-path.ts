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
  // The library draws one light module around it at the least: it is neither drawn nor counted.
  const data = encodeQR(text, 'raw', { ecc: 'low', border: 1, mask: 0 });
  const size = data.length - 2;
  let [path, x, y] = ['', 0, 0];
  for (let row = 0; row < size; row++) {
    const modules = data[row + 1]!;
    for (let column = 0; column < size; column++) {
      if (!modules[column + 1]) continue;
      const from = column;
      while (modules[column + 1]) column += 1;
      path += path ? `m${from - x}${row < y ? '' : ' '}${row - y}h${column - from}` : `M${from} ${row}.5h${column - from}`;
      [x, y] = [column, row];
    }
  }
  return { size, path };
}

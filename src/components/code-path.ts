import { encodeQR } from 'qr';

/** A QR code as the strokes of one SVG path: lines of dark modules, each one module high. */
export interface CodePath {
  /** Modules to a side. */
  size: number;
  path: string;
}

/**
 * Where strokes are written before they are a string: ten thousand pages have three hundred each, and to put strings together costs more
 * than all else here. The largest code (177 modules to a side) has 16,000 of at most eight signs.
 */
const slab = Buffer.allocUnsafeSlow(128 * 1024);
const [M, m, h, DOT, FIVE, MINUS, SPACE] = [...'Mmh.5- '].map((sign) => sign.charCodeAt(0)) as [number, number, number, number, number, number, number];

/**
 * Draws a text as a QR code (ISO/IEC 18004). Small in bytes: strokes that begin where the last one ended, and error correction as far as
 * the size allows. The mask is always the first: trying all eight for the best-looking one costs a millisecond a page, ten times the rest.
 */
export function codePath(text: string): CodePath {
  // The library draws one light module around it at the least: it is neither drawn nor counted.
  const data = encodeQR(text, 'raw', { ecc: 'low', border: 1, mask: 0, textEncoder: Buffer.from });
  const size = data.length - 2;
  let at = 0;
  const write = (value: number) => {
    if (value < 0) slab[at++] = MINUS;
    const digits = Math.abs(value);
    if (digits > 99) slab[at++] = 48 + Math.floor(digits / 100);
    if (digits > 9) slab[at++] = 48 + (Math.floor(digits / 10) % 10);
    slab[at++] = 48 + (digits % 10);
  };
  let [x, y] = [0, 0];
  for (let row = 0; row < size; row++) {
    const modules = data[row + 1]!;
    for (let column = 0; column < size; column++) {
      if (!modules[column + 1]) continue;
      const from = column;
      while (modules[column + 1]) column += 1;
      // `M0 0.5h7` and then, from there, `m1 0h2` or `m-30 1h4`.
      slab[at++] = at > 1 ? m : M;
      write(from - x);
      slab[at++] = SPACE;
      write(row - y);
      if (x === 0 && y === 0) slab.set([DOT, FIVE], (at += 2) - 2);
      slab[at++] = h;
      write(column - from);
      [x, y] = [column, row];
    }
  }
  return { size, path: slab.toString('latin1', 0, at) };
}

